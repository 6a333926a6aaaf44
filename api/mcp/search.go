package mcp

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"sayso/api"
)

// SearchIn is what is looked for.
type SearchIn struct {
	Query string `json:"query"`
}

// Hits are what was found, in the shape that ChatGPT asks for.
type Hits struct {
	Results []Hit `json:"results"`
}

// Hit is one document.
type Hit struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	URL   string `json:"url"`
}

func (h Hits) text() string {
	var b strings.Builder
	for _, r := range h.Results {
		fmt.Fprintf(&b, "%s: %s\n", r.ID, r.Title)
	}
	return strings.TrimSpace(b.String())
}

func searchTool() tool[SearchIn, Hits] {
	return tool[SearchIn, Hits]{
		name: "search", title: "Search", needs: api.ReadPlans, hints: hints{reads: true, again: true},
		doc: "Finds workflows, recent runs and actions by words.",
		do:  search,
	}
}

const maxActionHits = 5

// search looks through the workflows and the latest runs for all words, and asks the catalogue for actions.
func search(ctx context.Context, c call, in SearchIn) (Hits, error) {
	words := strings.Fields(strings.ToLower(in.Query))
	out := Hits{Results: []Hit{}}
	add := func(kind, name, title string) {
		d := newDocument(kind, name, title)
		out.Results = append(out.Results, Hit{d.ID, d.Title, d.URL})
	}
	workflows, err := c.desk.Workflows(ctx, api.Page{Limit: api.MaxLimit})
	if err != nil {
		return Hits{}, err
	}
	for _, w := range workflows.Items {
		if matches(words, w.Name, w.Says) {
			add(kindWorkflow, w.Name, w.Name)
		}
	}
	if c.caller.May(api.ReadRuns) == nil {
		runs, err := c.desk.Runs(ctx, api.RunFilter{}, api.Page{Limit: api.MaxLimit})
		if err != nil {
			return Hits{}, err
		}
		for _, r := range runs.Items {
			if matches(words, r.RunID, r.Plan, r.Prompt, string(r.State)) {
				add(kindRun, r.RunID, r.Plan+" "+string(r.State)+" "+r.Started.UTC().Format("2006-01-02 15:04"))
			}
		}
	}
	if len(words) == 0 {
		return out, nil
	}
	actions, err := c.desk.Actions(ctx, in.Query, maxActionHits)
	for _, a := range actions {
		add(kindAction, a.Action, a.Action+": "+a.Doc)
	}
	return out, err
}

// matches reports whether all words occur in some texts.
func matches(words []string, texts ...string) bool {
	all := strings.ToLower(strings.Join(texts, "\n"))
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(all, w) })
}
