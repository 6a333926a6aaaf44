package jira

import (
	"context"

	"sayso/connectors"
)

type searchIn struct {
	JQL      string `json:"jql,omitempty" jsonschema:"A query in JQL; takes the place of all other arguments but limit" de:"Abfrage in JQL; ersetzt alle anderen Angaben außer limit" trust:"yours"`
	Project  string `json:"project,omitempty" jsonschema:"Project: key or name" de:"Projekt: Schlüssel oder Name"`
	Status   string `json:"status,omitempty" jsonschema:"Status; open means everything that is not done" de:"Status; offen heißt alles, was nicht erledigt ist"`
	Assignee string `json:"assignee,omitempty" jsonschema:"Name, e-mail address or account id; me, or nobody" de:"Name, E-Mail-Adresse oder Konto-ID; ich, oder niemand"`
	Text     string `json:"text,omitempty" jsonschema:"Words in the summary, the description or comments" de:"Wörter in Titel, Beschreibung oder Kommentaren" trust:"text"`
	Since    string `json:"since,omitempty" jsonschema:"Created since then; with a status, changed since then: a date, a time or how far back (7d)" de:"Seither angelegt; mit einem Status: seither geändert. Datum, Zeitpunkt oder wie weit zurück (7d)"`
	Limit    int    `json:"limit,omitempty" jsonschema:"At most so many issues; 50 if not given, 1000 at most" de:"Höchstens so viele Vorgänge; ohne Angabe 50, höchstens 1000" most:"1000"`
}

type searchOut struct {
	Issues []hit `json:"issues" jsonschema:"The issues that were found, the latest first" de:"Die gefundenen Vorgänge, die neuesten zuerst"`
	Total  int   `json:"total" jsonschema:"How many there are in all; estimated where there are more than were read" de:"Wie viele es insgesamt gibt; geschätzt, wenn es mehr sind als gelesen"`
}

type hit struct {
	Key      string         `json:"key" jsonschema:"Key, such as OPS-12" de:"Schlüssel wie OPS-12"`
	Summary  string         `json:"summary" jsonschema:"Summary" de:"Titel" trust:"text"`
	Status   string         `json:"status" jsonschema:"Status" de:"Status"`
	Priority string         `json:"priority" jsonschema:"Priority" de:"Priorität"`
	Assignee string         `json:"assignee" jsonschema:"Name of the assignee" de:"Name des Bearbeiters"`
	Type     string         `json:"type" jsonschema:"Type of issue" de:"Vorgangstyp"`
	Created  string         `json:"created" jsonschema:"When it was created" de:"Wann er angelegt wurde"`
	URL      connectors.URL `json:"url" jsonschema:"Link to the issue" de:"Link zum Vorgang"`
}

const (
	usualLimit = 50
	mostLimit  = 1000
	pageSize   = 100
)

func searchIssues() *connectors.Operation {
	return connectors.Define(connectors.Action[searchIn, searchOut]{
		Name: "search_issues",
		Doc:  connectors.Doc{En: "Find issues", De: "Vorgänge suchen"},
		Asks: searchAsks(),
		Says: connectors.Sentence{
			En: "Find issues[ in project {project}][ with status {status}][ of {assignee}][ about {text}][ since {since}][ by the query {jql}]",
			De: "Vorgänge suchen[ im Projekt {project}][ mit Status {status}][ von {assignee}][ zu {text}][ seit {since}][ mit der Abfrage {jql}]"},
		Effect: connectors.Read,
		Do: func(ctx context.Context, c connectors.Call[searchIn]) (searchOut, error) {
			jql, limit, err := query(ctx, c)
			if err != nil {
				return searchOut{}, err
			}
			found, more, err := search(ctx, c.Conn, jql, []string{"summary", "status", "priority", "assignee", "issuetype", "created"}, limit)
			if err != nil {
				return searchOut{}, err
			}
			out := searchOut{Issues: make([]hit, 0, len(found)), Total: len(found)}
			for _, i := range found {
				out.Issues = append(out.Issues, hit{i.Key, i.text("summary"), i.text("status"), i.text("priority"), i.text("assignee"),
					i.text("issuetype"), i.text("created"), link(c.Conn, i.Key)})
			}
			if more {
				out.Total, err = count(ctx, c.Conn, jql, len(found))
			}
			return out, err
		},
	})
}

func query(ctx context.Context, c connectors.Call[searchIn]) (jql string, limit int, err error) {
	limit = c.In.Limit
	switch {
	case limit < 0 || limit > mostLimit:
		return "", 0, connectors.Errorf(connectors.Invalid, "limit is between 1 and %d", mostLimit)
	case limit == 0:
		limit = usualLimit
	}
	if c.In.JQL == "" {
		jql, err = compose(ctx, c)
		return jql, limit, err
	}
	if c.In.Project+c.In.Status+c.In.Assignee+c.In.Text+c.In.Since != "" {
		return "", 0, connectors.Errorf(connectors.Invalid, "give either JQL or project, status, assignee, text and since, not both")
	}
	return c.In.JQL, limit, nil
}

// search reads the issues that a query finds, at most limit, and tells whether there are more.
func search(ctx context.Context, c *connectors.Connection, jql string, fields []string, limit int) (found []issue, more bool, err error) {
	token := ""
	for {
		body := map[string]any{"jql": jql, "fields": fields, "properties": []string{property}, "maxResults": min(pageSize, limit-len(found))}
		if token != "" {
			body["nextPageToken"] = token
		}
		var page struct {
			Issues []issue `json:"issues"`
			Token  string  `json:"nextPageToken"`
		}
		if err := ask(ctx, c, "/search/jql", body, &page); err != nil {
			return nil, false, err
		}
		if page.Issues == nil {
			return nil, false, unreadable(connectors.Unavailable, "which issues there are")
		}
		found = append(found, page.Issues...)
		if page.Token == "" || page.Token == token || len(page.Issues) == 0 || len(found) >= limit {
			return found[:min(limit, len(found))], page.Token != "" || len(found) > limit, nil
		}
		token = page.Token
	}
}

// count estimates how many issues a query finds; it is never fewer than were seen.
func count(ctx context.Context, c *connectors.Connection, jql string, seen int) (int, error) {
	var answer struct {
		Count int `json:"count"`
	}
	err := ask(ctx, c, "/search/approximate-count", map[string]any{"jql": jql}, &answer)
	return max(answer.Count, seen), err
}
