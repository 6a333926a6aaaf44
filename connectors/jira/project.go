package jira

import (
	"context"
	"net/url"
	"strings"

	"sayso/connectors"
)

// project is a project with the types of issue it has.
type project struct {
	ID    string      `json:"id"`
	Key   string      `json:"key"`
	Name  string      `json:"name"`
	Types []issueType `json:"issueTypes"`
}

type issueType struct {
	named
	Subtask bool `json:"subtask"`
}

// findProject gives the project of a key, a name or an id.
func findProject(ctx context.Context, c *connectors.Connection, called string) (project, error) {
	called = strings.TrimSpace(called)
	found, err := projects(ctx, c, called)
	if err != nil {
		return project{}, err
	}
	var byName []project
	for _, p := range found {
		switch {
		case strings.EqualFold(p.Key, called), p.ID == called:
			return p, nil
		case connectors.Fold(p.Name) == connectors.Fold(called):
			byName = append(byName, p)
		}
	}
	switch len(byName) {
	case 1:
		return byName[0], nil
	case 0:
		all, err := projects(ctx, c, "")
		if err != nil {
			return project{}, err
		}
		return project{}, noProject(called, all)
	}
	return project{}, connectors.Several("project", called, keysOf(byName))
}

func noProject(called string, all []project) error {
	keys := make([]string, 0, 2*len(all))
	for _, p := range all {
		keys = append(keys, p.Key)
	}
	for _, p := range all {
		keys = append(keys, p.Name)
	}
	return connectors.NoSuch("project", called, keys)
}

func projects(ctx context.Context, c *connectors.Connection, query string) ([]project, error) {
	args := url.Values{"expand": {"issueTypes"}, "maxResults": {"100"}}
	if query != "" {
		args.Set("query", query)
	}
	var page struct {
		Values []project `json:"values"`
	}
	err := read(ctx, c, "/project/search", args, &page)
	if err == nil && page.Values == nil {
		err = unreadable(connectors.Unavailable, "which projects there are")
	}
	return page.Values, err
}

func keysOf(list []project) []string {
	all := make([]string, len(list))
	for i, p := range list {
		all[i] = p.Key + " (" + p.Name + ")"
	}
	return all
}

// issueType gives the type that is called so; without a name that of an ordinary task, or else the project's first.
func (p project) issueType(called string) (named, error) {
	var all, standard []named
	for _, t := range p.Types {
		all = append(all, t.named)
		if !t.Subtask {
			standard = append(standard, t.named)
		}
	}
	if called != "" {
		return choose("type of issue in project "+p.Key, called, all, typeWords)
	}
	if task := meant("task", standard, typeWords); len(task) > 0 {
		return task[0], nil
	}
	if len(standard) == 0 {
		return named{}, connectors.Errorf(connectors.Denied, "project %s shows no type of issue that could be created", p.Key)
	}
	return standard[0], nil
}
