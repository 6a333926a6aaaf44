package sandbox

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// jiraSearchBody is the body of a search.
type jiraSearchBody struct {
	JQL        string   `json:"jql"`
	Fields     []string `json:"fields"`
	Properties []string `json:"properties"`
	Max        int      `json:"maxResults"`
	Token      string   `json:"nextPageToken"`
}

func (s *jira) search(r *http.Request) (int, any, error) {
	var body jiraSearchBody
	if err := jiraRead(r, &body); err != nil {
		return 0, nil, err
	}
	found, err := s.matching(body.JQL)
	if err != nil {
		return 0, nil, err
	}
	from := 0
	if body.Token != "" {
		text, ok := strings.CutPrefix(body.Token, "page-")
		if from, err = strconv.Atoi(text); err != nil || !ok || from > len(found) || from < 0 {
			return 0, nil, jiraRefuse(http.StatusBadRequest, "The provided next page token is invalid or expired.")
		}
	}
	count := body.Max
	if count <= 0 {
		count = 50
	}
	to := min(from+min(count, 5000), len(found))
	if len(body.Fields) == 0 {
		body.Fields = []string{"id"}
	}
	issues := []any{}
	for _, i := range found[from:to] {
		issues = append(issues, s.issueView(i, body.Fields, body.Properties))
	}
	answer := map[string]any{"issues": issues, "isLast": to == len(found)}
	if to < len(found) {
		answer["nextPageToken"] = "page-" + strconv.Itoa(to)
	}
	return http.StatusOK, answer, nil
}

func (s *jira) count(r *http.Request) (int, any, error) {
	var body jiraSearchBody
	if err := jiraRead(r, &body); err != nil {
		return 0, nil, err
	}
	found, err := s.matching(body.JQL)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, map[string]any{"count": len(found)}, nil
}

// matching gives the issues that a query finds, as far as the index knows them.
func (s *jira) matching(jql string) ([]jiraIssue, error) {
	q, err := parseJQL(jql)
	if err != nil {
		return nil, err
	}
	if q.where == nil {
		return nil, jiraRefuse(http.StatusBadRequest, "Unbounded JQL queries are not allowed here. Please add a search restriction to your query.")
	}
	if err := q.where.check(s); err != nil {
		return nil, err
	}
	var found []jiraIssue
	for _, i := range list[jiraIssue](s.journal, "issue") {
		if s.indexed(i) && q.where.matches(s, i) {
			found = append(found, i)
		}
	}
	slices.SortStableFunc(found, func(a, b jiraIssue) int {
		for _, o := range q.order {
			c := strings.Compare(s.sortKey(a, o.field), s.sortKey(b, o.field))
			if o.descending {
				c = -c
			}
			if c != 0 {
				return c
			}
		}
		return 0
	})
	return found, nil
}

// indexed reports whether the search knows an issue yet.
func (s *jira) indexed(i jiraIssue) bool {
	created, err := time.Parse("2006-01-02T15:04:05.000-0700", i.Created)
	return err != nil || !s.now().Before(created.Add(s.lag))
}

func (s *jira) sortKey(i jiraIssue, field string) string {
	switch field {
	case "created":
		return i.Created
	case "updated":
		return jiraTime(s.journal.changedAt("issue", i.Key))
	case "priority":
		return string('9' - i.Priority[0] + '0') // the most urgent is the highest
	case "status":
		return i.Status
	case "duedate", "due":
		return i.Due
	case "summary":
		return strings.ToLower(i.Summary)
	}
	project, number, _ := strings.Cut(i.Key, "-")
	return project + "-" + strings.Repeat("0", 8-min(8, len(number))) + number
}

// values are an issue's values of a field, in the forms in which a query may name them.
func (s *jira) values(i jiraIssue, field string) []string {
	p, _ := s.project(i.Project)
	switch field {
	case "project":
		return []string{p.Key, p.Name, p.ID}
	case "status":
		return []string{jiraName(jiraStatuses(), i.Status), i.Status}
	case "statuscategory":
		category := s.statusView(i.Status).(map[string]any)["statusCategory"].(map[string]any)
		return []string{category["name"].(string), category["key"].(string)}
	case "priority":
		return []string{jiraName(jiraPriorities(), i.Priority), i.Priority}
	case "issuetype", "type":
		return []string{jiraName(jiraTypes(), i.Type), i.Type}
	case "assignee":
		return s.personValues(i.Assignee)
	case "reporter", "creator":
		return s.personValues(i.Reporter)
	case "labels":
		return i.Labels
	case "key", "issue", "issuekey", "id":
		return []string{i.Key, i.ID}
	case "due", "duedate":
		return nonEmpty(i.Due)
	case "created":
		return []string{i.Created}
	case "updated":
		return []string{jiraTime(s.journal.changedAt("issue", i.Key))}
	}
	return nil
}

func (s *jira) personValues(id string) []string {
	u, ok := jiraPerson(id)
	if !ok {
		return nil
	}
	return []string{u.ID, u.Name, u.Email}
}

func nonEmpty(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// texts are an issue's words for a search by ~.
func (s *jira) texts(i jiraIssue, field string) string {
	switch field {
	case "summary":
		return i.Summary
	case "description":
		return documentText(i.Description)
	}
	all := []string{i.Summary, documentText(i.Description)}
	for _, c := range list[jiraComment](s.journal, "comment") {
		if c.Issue == i.ID {
			all = append(all, documentText(c.Body))
		}
	}
	return strings.Join(all, " ")
}
