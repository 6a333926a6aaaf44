package sandbox

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// jiraUser is a person with an account of the site.
type jiraUser struct {
	ID    string
	Name  string
	Email string
}

// jiraMe is whom the API token belongs to.
func jiraMe() jiraUser {
	return jiraUser{"712020:5a9e0000-0000-4000-8000-000000000000", "Sayso", "sayso@acme.example"}
}

func jiraPeople() []jiraUser {
	people := []jiraUser{jiraMe()}
	for i, name := range []string{"Anna Schmidt", "Ben Carter", "Carmen Ortiz", "David Kim", "Eva Müller", "Frank Weber", "Grace Lee",
		"Hannah Becker", "Jonas Klein", "Priya Patel", "Chris Adams", "Chris Baker"} {
		people = append(people, jiraUser{"5b10ac8d82e05b22cc7d4e" + strconv.Itoa(10+i), name, handle(name) + "@acme.example"})
	}
	return people
}

func jiraPerson(id string) (jiraUser, bool) {
	people := jiraPeople()
	i := slices.IndexFunc(people, func(u jiraUser) bool { return u.ID == id })
	if i < 0 {
		return jiraUser{}, false
	}
	return people[i], true
}

func (s *jira) userView(id string) any {
	u, ok := jiraPerson(id)
	if !ok {
		return nil
	}
	return map[string]any{"self": s.self("/user?accountId=" + u.ID), "accountId": u.ID, "accountType": "atlassian", "emailAddress": u.Email,
		"displayName": u.Name, "active": true, "timeZone": "Europe/Berlin"}
}

func (s *jira) myself(*http.Request) (int, any, error) {
	return http.StatusOK, s.userView(jiraMe().ID), nil
}

// userSearch finds people by the beginnings of their names and addresses, as Jira does, or by account id.
func (s *jira) userSearch(r *http.Request) (int, any, error) {
	q := r.URL.Query()
	if strings.Contains(r.URL.Path, "assignable") {
		if project := q.Get("project"); project != "" {
			if _, ok := s.project(project); !ok {
				return 0, nil, jiraRefuse(http.StatusNotFound, "No project could be found with key '%s'.", project)
			}
		} else if _, err := s.issue(q.Get("issueKey")); err != nil {
			return 0, nil, err
		}
	}
	query := strings.ToLower(q.Get("query"))
	found := []any{}
	for _, u := range jiraPeople() {
		matches := q.Get("accountId") == "" || q.Get("accountId") == u.ID
		if query != "" {
			matches = matches && (strings.HasPrefix(u.Email, query) || jiraPrefixes(u.Name, query))
		}
		if matches {
			found = append(found, s.userView(u.ID))
		}
	}
	from, to := jiraPage(r, len(found), 50)
	return http.StatusOK, found[from:to], nil
}

// jiraPrefixes reports whether each word of a query begins a word of a name.
func jiraPrefixes(name, query string) bool {
	words := strings.Fields(strings.ToLower(name))
	for q := range strings.FieldsSeq(query) {
		if !slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, q) }) {
			return false
		}
	}
	return true
}

// jiraPage gives the part of a list that startAt and maxResults ask for.
func jiraPage(r *http.Request, total, preset int) (from, to int) {
	count := preset
	if n, err := strconv.Atoi(r.URL.Query().Get("maxResults")); err == nil && n > 0 {
		count = min(n, 100)
	}
	from, _ = strconv.Atoi(r.URL.Query().Get("startAt"))
	from = min(max(from, 0), total)
	return from, min(from+count, total)
}

// jiraNamed is what has an id and a name: a priority, a status, a type of issue.
type jiraNamed struct{ ID, Name string }

func jiraPriorities() []jiraNamed {
	return []jiraNamed{{"1", "Highest"}, {"2", "High"}, {"3", "Medium"}, {"4", "Low"}, {"5", "Lowest"}}
}

func jiraStatuses() []jiraNamed {
	return []jiraNamed{{"10000", "To Do"}, {"3", "In Progress"}, {"10001", "Done"}, {"10002", "In Review"}, {"10003", "Waiting"}}
}

func jiraTypes() []jiraNamed {
	return []jiraNamed{{"10001", "Task"}, {"10002", "Bug"}, {"10003", "Story"}, {"10004", "Epic"}, {"10005", "Incident"}, {"10006", "Sub-task"}}
}

// jiraName gives the name under an id.
func jiraName(list []jiraNamed, id string) string {
	if n, ok := jiraPick(list, id, ""); ok {
		return n.Name
	}
	return ""
}

// jiraPick finds an entry by id, or by name where there is none.
func jiraPick(list []jiraNamed, id, name string) (jiraNamed, bool) {
	i := slices.IndexFunc(list, func(n jiraNamed) bool {
		return id != "" && n.ID == id || id == "" && name != "" && strings.EqualFold(n.Name, name)
	})
	if i < 0 {
		return jiraNamed{}, false
	}
	return list[i], true
}

func (s *jira) statusView(id string) any {
	key, name, number := "new", "To Do", 2
	switch id {
	case "10001":
		key, name, number = "done", "Done", 3
	case "3", "10002", "10003":
		key, name, number = "indeterminate", "In Progress", 4
	}
	return map[string]any{"self": s.self("/status/" + id), "id": id, "name": jiraName(jiraStatuses(), id),
		"statusCategory": map[string]any{"id": number, "key": key, "name": name, "self": s.self("/statuscategory/" + strconv.Itoa(number))}}
}

func (s *jira) statuses(*http.Request) (int, any, error) {
	all := []any{}
	for _, n := range jiraStatuses() {
		all = append(all, s.statusView(n.ID))
	}
	return http.StatusOK, all, nil
}

func (s *jira) priorityView(id string) any {
	name := jiraName(jiraPriorities(), id)
	if name == "" {
		return nil
	}
	return map[string]any{"self": s.self("/priority/" + id), "id": id, "name": name}
}

func (s *jira) prioritySearch(*http.Request) (int, any, error) {
	all := []any{}
	for _, n := range jiraPriorities() {
		all = append(all, s.priorityView(n.ID))
	}
	return http.StatusOK, map[string]any{"values": all, "isLast": true, "startAt": 0, "maxResults": 50, "total": len(all)}, nil
}

func (s *jira) typeView(id string) any {
	return map[string]any{"self": s.self("/issuetype/" + id), "id": id, "name": jiraName(jiraTypes(), id), "subtask": id == "10006"}
}

// jiraProject is a project. In one without a way back, an issue's status goes forward only.
type jiraProject struct {
	ID      string   `json:"id"`
	Key     string   `json:"key"`
	Name    string   `json:"name"`
	Types   []string `json:"types"`
	Flow    []string `json:"flow"` // the statuses of its workflow, in order
	Forward bool     `json:"forward,omitempty"`
}

// project finds a project by key, id or name.
func (s *jira) project(named string) (jiraProject, bool) {
	for _, p := range list[jiraProject](s.journal, "project") {
		if p.ID == named || strings.EqualFold(p.Key, named) || strings.EqualFold(p.Name, named) {
			return p, true
		}
	}
	return jiraProject{}, false
}

func (s *jira) projectSearch(r *http.Request) (int, any, error) {
	query := strings.ToLower(r.URL.Query().Get("query"))
	found := []any{}
	for _, p := range list[jiraProject](s.journal, "project") {
		if !strings.Contains(strings.ToLower(p.Key), query) && !strings.Contains(strings.ToLower(p.Name), query) {
			continue
		}
		view := map[string]any{"self": s.self("/project/" + p.ID), "id": p.ID, "key": p.Key, "name": p.Name, "projectTypeKey": "software", "simplified": false}
		if strings.Contains(r.URL.Query().Get("expand"), "issueTypes") {
			types := []any{}
			for _, id := range p.Types {
				types = append(types, s.typeView(id))
			}
			view["issueTypes"] = types
		}
		found = append(found, view)
	}
	from, to := jiraPage(r, len(found), 50)
	return http.StatusOK, map[string]any{"self": s.self("/project/search"), "values": found[from:to], "isLast": to == len(found),
		"startAt": from, "maxResults": 50, "total": len(found)}, nil
}
