package jira

import (
	"context"
	"encoding/json"

	"sayso/connectors"
)

type getIn struct {
	Issue string `json:"issue" jsonschema:"Issue: key, link or summary" de:"Vorgang: Schlüssel, Link oder Titel"`
}

type getOut struct {
	Key         string          `json:"key" jsonschema:"Key of the issue" de:"Schlüssel des Vorgangs"`
	Summary     string          `json:"summary" jsonschema:"Summary" de:"Titel" trust:"text"`
	Status      string          `json:"status" jsonschema:"Status" de:"Status"`
	Priority    string          `json:"priority" jsonschema:"Priority" de:"Priorität"`
	Assignee    string          `json:"assignee" jsonschema:"Name of the assignee" de:"Name des Bearbeiters"`
	Description connectors.Text `json:"description" jsonschema:"Description as plain text" de:"Beschreibung als reiner Text" trust:"text"`
	URL         connectors.URL  `json:"url" jsonschema:"Link to the issue" de:"Link zum Vorgang"`
}

func getIssue() *connectors.Operation {
	return connectors.Define(connectors.Action[getIn, getOut]{
		Name:   "get_issue",
		Doc:    connectors.Doc{En: "Look at one issue", De: "Einen Vorgang ansehen"},
		Asks:   getAsks(),
		Says:   connectors.Sentence{En: "Look at issue {issue}", De: "Vorgang {issue} ansehen"},
		Effect: connectors.Read,
		Do: func(ctx context.Context, c connectors.Call[getIn]) (getOut, error) {
			i, err := look(ctx, c.Conn, c.In.Issue)
			if err != nil {
				return getOut{}, err
			}
			return getOut{i.Key, i.text("summary"), i.text("status"), i.text("priority"), i.text("assignee"), plainText(i.Fields["description"]),
				link(c.Conn, i.Key)}, nil
		},
	})
}

func look(ctx context.Context, c *connectors.Connection, called string) (issue, error) {
	key, err := locate(ctx, c, called)
	if err != nil {
		return issue{}, err
	}
	return fetch(ctx, c, key, "summary", "status", "priority", "assignee", "description", "labels", "duedate", "issuetype", "project")
}

// deleteIn names the issue by what can't be mistaken: a summary could mean another issue at the second attempt.
type deleteIn struct {
	Issue string `json:"issue" jsonschema:"Issue: key or link" de:"Vorgang: Schlüssel oder Link"`
}

func deleteIssue() *connectors.Operation {
	return connectors.Define(connectors.Action[deleteIn, keyOut]{
		Name:   "delete_issue",
		Doc:    connectors.Doc{En: "Delete an issue for good", De: "Einen Vorgang endgültig löschen"},
		Asks:   deleteAsks(),
		Says:   connectors.Sentence{En: "Delete issue {issue} for good", De: "Vorgang {issue} endgültig löschen"},
		Effect: connectors.Irreversible, Once: connectors.OnceID, Destructive: true,
		// What is deleted is kept in the ledger, and what isn't there is refused here. So Do may take "gone" for done.
		Before: func(ctx context.Context, c connectors.Call[deleteIn]) (json.RawMessage, error) {
			i, err := look(ctx, c.Conn, c.In.Issue)
			if err != nil {
				return nil, err
			}
			return json.Marshal(i)
		},
		Do: func(ctx context.Context, c connectors.Call[deleteIn]) (keyOut, error) {
			key, ok := keyIn(c.In.Issue)
			if !ok {
				return keyOut{}, connectors.Errorf(connectors.Invalid, "%q is no issue's key; what is to be deleted is named by its key, such as OPS-12", c.In.Issue)
			}
			return keyOut{key}, remove(ctx, c.Conn, key)
		},
		Preview: func(ctx context.Context, c connectors.Call[deleteIn]) ([]connectors.Change, error) {
			i, err := look(ctx, c.Conn, c.In.Issue)
			if err != nil {
				return nil, err
			}
			return []connectors.Change{{Of: "Issue " + i.Key, Field: "issue", Before: i.text("summary")}}, nil
		},
	})
}
