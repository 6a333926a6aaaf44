package sandbox

import (
	"encoding/json"
	"strconv"
	"time"
)

// seed fills an empty site with projects and a few issues of each.
func (s *jira) seed() error {
	if s.journal.count("project") > 0 {
		return nil
	}
	types := []string{"10001", "10002", "10003", "10004", "10006"}
	short, long := []string{"10000", "3", "10001"}, []string{"10000", "3", "10003", "10002", "10001"}
	for i, p := range []jiraProject{
		{Key: "OPS", Name: "Operations", Types: append([]string{"10005"}, types...), Flow: short},
		{Key: "WEB", Name: "Website", Types: types, Flow: long},
		{Key: "HELP", Name: "Helpdesk", Types: append([]string{"10005"}, types...), Flow: long},
		{Key: "PLAT", Name: "Platform", Types: types, Flow: long},
		{Key: "TEST", Name: "Test", Types: types, Flow: short},
		{Key: "CORE", Name: "Core", Types: types, Flow: short},
		{Key: "INFRA", Name: "Infrastructure", Types: types, Flow: short},
		{Key: "AUTH", Name: "Authentication", Types: types, Flow: short},
		{Key: "PAY", Name: "Payments", Types: types, Flow: short},
		{Key: "SALES", Name: "Sales", Types: []string{"10001", "10006"}, Flow: short},
		{Key: "LEGAL", Name: "Legal", Types: []string{"10001"}, Flow: short, Forward: true},
	} {
		p.ID = strconv.Itoa(10000 + i)
		if err := s.journal.put("project", p.ID, p, nil); err != nil {
			return err
		}
	}
	return s.seedIssues()
}

func (s *jira) seedIssues() error {
	anna, ben, eva := jiraPeople()[1].ID, jiraPeople()[2].ID, jiraPeople()[5].ID
	for i, seed := range []jiraIssue{
		{Project: "OPS", Type: "10001", Summary: "Renew the TLS certificate of db-03", Priority: "2", Assignee: anna, Status: "10000"},
		{Project: "OPS", Type: "10002", Summary: "Backup job runs twice at night", Priority: "3", Assignee: ben, Status: "3"},
		{Project: "OPS", Type: "10005", Summary: "Disk almost full on db-01", Priority: "1", Status: "10001"},
		{Project: "WEB", Type: "10002", Summary: "Login button does nothing on Safari", Priority: "2", Assignee: eva, Status: "10000", Labels: []string{"login"}},
		{Project: "WEB", Type: "10003", Summary: "Dark mode for the dashboard", Priority: "4", Status: "10003"},
		{Project: "WEB", Type: "10002", Summary: "CSV export hangs at 99 %", Priority: "3", Status: "10000", Labels: []string{"export"}},
		{Project: "HELP", Type: "10001", Summary: "Customer asks for a copy of invoice 2026-104", Priority: "3", Status: "10003"},
		{Project: "PLAT", Type: "10003", Summary: "Rotate signing keys without downtime", Priority: "2", Assignee: ben, Status: "3"},
		{Project: "TEST", Type: "10001", Summary: "Try out the workflow", Priority: "5", Status: "10000"},
		{Project: "CORE", Type: "10002", Summary: "Race in the scheduler", Priority: "2", Status: "10000"},
		{Project: "LEGAL", Type: "10001", Summary: "Review the data processing agreement", Priority: "3", Assignee: anna, Status: "10000"},
	} {
		p, _ := s.project(seed.Project)
		seed.ID, seed.Key, seed.Project, seed.Reporter = strconv.Itoa(10001+i), s.nextKey(p.Key), p.ID, jiraMe().ID
		if seed.Labels == nil {
			seed.Labels = []string{}
		}
		seed.Created = jiraTime(s.now().Add(-time.Duration(i+1) * 36 * time.Hour))
		seed.Description = json.RawMessage(`{"type":"doc","version":1,"content":[{"type":"paragraph","content":[{"type":"text","text":"Seen again today."}]}]}`)
		if err := s.putIssue(seed, nil); err != nil {
			return err
		}
	}
	return nil
}
