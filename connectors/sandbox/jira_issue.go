package sandbox

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// jiraIssue is an issue; what it refers to is kept by id.
type jiraIssue struct {
	ID          string                     `json:"id"`
	Key         string                     `json:"key"`
	Project     string                     `json:"project"`
	Type        string                     `json:"type"`
	Summary     string                     `json:"summary"`
	Description json.RawMessage            `json:"description,omitempty"` // ADF
	Status      string                     `json:"status"`
	Priority    string                     `json:"priority"`
	Assignee    string                     `json:"assignee,omitempty"`
	Reporter    string                     `json:"reporter"`
	Labels      []string                   `json:"labels"`
	Due         string                     `json:"duedate,omitempty"`
	Created     string                     `json:"created"`
	Properties  map[string]json.RawMessage `json:"properties,omitempty"`
}

func (s *jira) putIssue(i jiraIssue, e *Effect) error { return s.journal.put("issue", i.Key, i, e) }

// issue finds an issue by key or id.
func (s *jira) issue(named string) (jiraIssue, error) {
	var i jiraIssue
	if s.journal.get("issue", strings.ToUpper(named), &i) {
		return i, nil
	}
	for _, i := range list[jiraIssue](s.journal, "issue") {
		if i.ID == named {
			return i, nil
		}
	}
	return i, jiraNoIssue()
}

// nextKey counts a project's keys up; that of a deleted issue is not given again.
func (s *jira) nextKey(project string) string {
	keys := s.journal.recycledIDs("issue")
	for _, i := range list[jiraIssue](s.journal, "issue") {
		keys = append(keys, i.Key)
	}
	highest := 0
	for _, key := range keys {
		if of, number, _ := strings.Cut(key, "-"); of == project {
			n, _ := strconv.Atoi(number)
			highest = max(highest, n)
		}
	}
	return project + "-" + strconv.Itoa(highest+1)
}

func (s *jira) issueView(i jiraIssue, fields, properties []string) map[string]any {
	p, _ := s.project(i.Project)
	all := map[string]any{
		"summary": i.Summary, "description": i.Description, "status": s.statusView(i.Status), "priority": s.priorityView(i.Priority),
		"assignee": s.userView(i.Assignee), "reporter": s.userView(i.Reporter), "creator": s.userView(i.Reporter), "labels": i.Labels,
		"duedate": nil, "created": i.Created, "updated": jiraTime(s.journal.changedAt("issue", i.Key)), "issuetype": s.typeView(i.Type),
		"project": map[string]any{"id": p.ID, "key": p.Key, "name": p.Name, "self": s.self("/project/" + p.ID)},
	}
	if i.Due != "" {
		all["duedate"] = i.Due
	}
	if len(i.Description) == 0 {
		all["description"] = nil
	}
	view := map[string]any{"id": i.ID, "key": i.Key, "self": s.self("/issue/" + i.ID)}
	wanted := map[string]any{}
	for name, value := range all {
		if slices.Contains(fields, name) || slices.Contains(fields, "*all") || slices.Contains(fields, "*navigable") {
			wanted[name] = value
		}
	}
	if len(wanted) > 0 {
		view["fields"] = wanted
	}
	if len(properties) > 0 {
		shown := map[string]any{}
		for _, name := range properties {
			if value, ok := i.Properties[name]; ok {
				shown[name] = value
			}
		}
		view["properties"] = shown
	}
	return view
}

func (s *jira) issueGet(r *http.Request) (int, any, error) {
	i, err := s.issue(r.PathValue("issue"))
	if err != nil {
		return 0, nil, err
	}
	fields := jiraList(r, "fields")
	if len(fields) == 0 {
		fields = []string{"*all"}
	}
	return http.StatusOK, s.issueView(i, fields, jiraList(r, "properties")), nil
}

func jiraList(r *http.Request, name string) []string {
	var all []string
	for _, value := range r.URL.Query()[name] {
		all = append(all, strings.FieldsFunc(value, func(c rune) bool { return c == ',' })...)
	}
	return all
}

func (s *jira) issueProperty(r *http.Request) (int, any, error) {
	i, err := s.issue(r.PathValue("issue"))
	if err != nil {
		return 0, nil, err
	}
	value, ok := i.Properties[r.PathValue("property")]
	if !ok {
		return 0, nil, jiraRefuse(http.StatusNotFound, "The property %s does not exist.", r.PathValue("property"))
	}
	return http.StatusOK, map[string]any{"key": r.PathValue("property"), "value": value}, nil
}

// jiraEdit is the body of a create or an edit.
type jiraEdit struct {
	Fields     map[string]json.RawMessage              `json:"fields"`
	Update     map[string][]map[string]json.RawMessage `json:"update"`
	Properties []struct {
		Key   string          `json:"key"`
		Value json.RawMessage `json:"value"`
	} `json:"properties"`
	Transition *struct {
		ID string `json:"id"`
	} `json:"transition"`
}

func (s *jira) issueCreate(r *http.Request) (int, any, error) {
	var body jiraEdit
	if err := jiraRead(r, &body); err != nil {
		return 0, nil, err
	}
	var project, kind struct{ ID, Key, Name string }
	_ = json.Unmarshal(body.Fields["project"], &project)
	_ = json.Unmarshal(body.Fields["issuetype"], &kind)
	p, ok := s.project(project.ID + project.Key)
	if !ok {
		return 0, nil, jiraField("project", "Specify a valid project ID or key")
	}
	t, ok := jiraPick(jiraTypes(), kind.ID, kind.Name)
	if !ok || !slices.Contains(p.Types, t.ID) {
		return 0, nil, jiraField("issuetype", "Specify a valid issue type")
	}
	i := jiraIssue{ID: strconv.Itoa(10001 + s.journal.count("issue")), Key: s.nextKey(p.Key), Project: p.ID, Type: t.ID, Status: p.Flow[0], Priority: "3",
		Reporter: jiraMe().ID, Labels: []string{}, Created: jiraTime(s.now()), Properties: map[string]json.RawMessage{}}
	delete(body.Fields, "project")
	delete(body.Fields, "issuetype")
	if _, ok := body.Fields["summary"]; !ok {
		return 0, nil, jiraField("summary", "You must specify a summary of the issue.")
	}
	if _, err := s.set(&i, body); err != nil {
		return 0, nil, err
	}
	for _, p := range body.Properties {
		i.Properties[p.Key] = p.Value
	}
	if err := s.putIssue(i, s.effect(r, "%s %s created: %s", t.Name, i.Key, i.Summary)); err != nil {
		return 0, nil, err
	}
	return http.StatusCreated, map[string]any{"id": i.ID, "key": i.Key, "self": s.self("/issue/" + i.ID)}, nil
}

func (s *jira) issueEdit(r *http.Request) (int, any, error) {
	i, err := s.issue(r.PathValue("issue"))
	if err != nil {
		return 0, nil, err
	}
	var body jiraEdit
	if err := jiraRead(r, &body); err != nil {
		return 0, nil, err
	}
	changes, err := s.set(&i, body)
	if err != nil {
		return 0, nil, err
	}
	if len(changes) > 0 {
		if err := s.putIssue(i, s.effect(r, "%s: %s", i.Key, strings.Join(changes, ", "))); err != nil {
			return 0, nil, err
		}
	}
	return http.StatusNoContent, nil, nil
}

func (s *jira) issueDelete(r *http.Request) (int, any, error) {
	i, err := s.issue(r.PathValue("issue"))
	if err != nil {
		return 0, nil, err
	}
	for _, c := range list[jiraComment](s.journal, "comment") {
		if c.Issue == i.ID {
			if err := s.journal.put("comment", c.ID, nil, nil); err != nil {
				return 0, nil, err
			}
		}
	}
	if err := s.journal.put("issue", i.Key, nil, s.effect(r, "%s deleted: %s", i.Key, i.Summary)); err != nil {
		return 0, nil, err
	}
	return http.StatusNoContent, nil, nil
}
