package sandbox

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// ways are the statuses that an issue can go to from where it is: any of its project's workflow, or the later ones only.
func (s *jira) ways(i jiraIssue) []string {
	p, _ := s.project(i.Project)
	if p.Forward {
		return p.Flow[slices.Index(p.Flow, i.Status)+1:]
	}
	return p.Flow
}

// jiraTransitionID numbers the transition to a status, as 11, 21, 31 …
func jiraTransitionID(status string) string {
	i := slices.IndexFunc(jiraStatuses(), func(n jiraNamed) bool { return n.ID == status })
	return strconv.Itoa((i+1)*10 + 1)
}

func (s *jira) transitions(r *http.Request) (int, any, error) {
	i, err := s.issue(r.PathValue("issue"))
	if err != nil {
		return 0, nil, err
	}
	all := []any{}
	for _, status := range s.ways(i) {
		all = append(all, map[string]any{"id": jiraTransitionID(status), "name": jiraName(jiraStatuses(), status), "to": s.statusView(status),
			"hasScreen": false, "isGlobal": true, "isInitial": false, "isAvailable": true, "isConditional": false, "looped": false})
	}
	return http.StatusOK, map[string]any{"expand": "transitions", "transitions": all}, nil
}

// transition moves an issue. As the transitions here have no screen, a comment in the body is dropped without a word, as Jira does.
func (s *jira) transition(r *http.Request) (int, any, error) {
	i, err := s.issue(r.PathValue("issue"))
	if err != nil {
		return 0, nil, err
	}
	var body jiraEdit
	if err := jiraRead(r, &body); err != nil {
		return 0, nil, err
	}
	if body.Transition == nil || body.Transition.ID == "" {
		return 0, nil, jiraRefuse(http.StatusBadRequest, "Missing 'transition' identifier")
	}
	old := i
	for _, status := range s.ways(i) {
		if jiraTransitionID(status) == body.Transition.ID {
			i.Status = status
			changes := old.changes(i)
			if len(changes) == 0 {
				return http.StatusNoContent, nil, nil
			}
			return http.StatusNoContent, nil, s.putIssue(i, s.effect(r, "%s: %s", i.Key, changes[0]))
		}
	}
	return 0, nil, jiraRefuse(http.StatusBadRequest, "It seems that you have tried to perform a workflow operation (%s) that is not valid for the current state of this issue (%s).",
		body.Transition.ID, i.Key)
}

// jiraComment is a comment on an issue.
type jiraComment struct {
	ID         string          `json:"id"`
	Issue      string          `json:"issue"` // the issue's id
	Author     string          `json:"author"`
	Body       json.RawMessage `json:"body"` // ADF
	Created    string          `json:"created"`
	Properties []jiraProperty  `json:"properties,omitempty"`
}

type jiraProperty struct {
	Key   string          `json:"key"`
	Value json.RawMessage `json:"value"`
}

func (s *jira) commentView(c jiraComment, properties bool) map[string]any {
	view := map[string]any{"self": s.self("/issue/" + c.Issue + "/comment/" + c.ID), "id": c.ID, "author": s.userView(c.Author),
		"updateAuthor": s.userView(c.Author), "body": c.Body, "created": c.Created, "updated": c.Created, "jsdPublic": true}
	if properties {
		view["properties"] = append([]jiraProperty{}, c.Properties...)
	}
	return view
}

func (s *jira) comments(r *http.Request) (int, any, error) {
	i, err := s.issue(r.PathValue("issue"))
	if err != nil {
		return 0, nil, err
	}
	all := []any{}
	for _, c := range list[jiraComment](s.journal, "comment") {
		if c.Issue == i.ID {
			all = append(all, s.commentView(c, r.URL.Query().Get("expand") == "properties"))
		}
	}
	if r.URL.Query().Get("orderBy") == "-created" {
		slices.Reverse(all)
	}
	from, to := jiraPage(r, len(all), 50)
	return http.StatusOK, map[string]any{"startAt": from, "maxResults": 50, "total": len(all), "comments": all[from:to]}, nil
}

func (s *jira) commentAdd(r *http.Request) (int, any, error) {
	i, err := s.issue(r.PathValue("issue"))
	if err != nil {
		return 0, nil, err
	}
	c := jiraComment{ID: strconv.Itoa(10001 + s.journal.count("comment")), Issue: i.ID, Author: jiraMe().ID, Created: jiraTime(s.now())}
	var body struct {
		Body       json.RawMessage `json:"body"`
		Properties []jiraProperty  `json:"properties"`
	}
	if err := jiraRead(r, &body); err != nil {
		return 0, nil, err
	}
	if !isDocument(body.Body) {
		return 0, nil, jiraField("comment", "Comment body is not valid!")
	}
	c.Body, c.Properties = body.Body, body.Properties
	if err := s.journal.put("comment", c.ID, c, s.effect(r, "%s: comment added: %s", i.Key, snippet(documentText(c.Body)))); err != nil {
		return 0, nil, err
	}
	return http.StatusCreated, s.commentView(c, true), nil
}

func (s *jira) commentDelete(r *http.Request) (int, any, error) {
	i, err := s.issue(r.PathValue("issue"))
	if err != nil {
		return 0, nil, err
	}
	var c jiraComment
	if !s.journal.get("comment", r.PathValue("comment"), &c) || c.Issue != i.ID {
		return 0, nil, jiraRefuse(http.StatusNotFound, "Can not find a comment for the id: %s.", r.PathValue("comment"))
	}
	return http.StatusNoContent, nil, s.journal.put("comment", c.ID, nil, s.effect(r, "%s: comment deleted", i.Key))
}

// documentText gives the words of an ADF document.
func documentText(raw json.RawMessage) string {
	var node struct {
		Text    string            `json:"text"`
		Content []json.RawMessage `json:"content"`
	}
	_ = json.Unmarshal(raw, &node)
	words := []string{node.Text}
	for _, child := range node.Content {
		words = append(words, documentText(child))
	}
	return strings.Join(words, " ")
}
