package jira_test

import (
	"testing"

	"sayso/connectors/connectortest"
	"sayso/connectors/jira"
)

func TestConformance(t *testing.T) {
	connectortest.Run(t, connectortest.Suite{New: jira.New, Cases: cases()})
}

func cases() []connectortest.Case {
	return []connectortest.Case{
		{Action: "create_issue", In: `{"project": "OPS", "summary": "Disk almost full on db-03"}`},
		{Action: "create_issue", Name: "in every detail", In: `{"project": "website", "summary": "Login\nfails", "description": "Seen at https://acme.example/login.\n\nTwice today.",
			"type": "Fehler", "priority": "hoch", "assignee": "Eva", "labels": ["login", "safari"], "due": "2026-12-15"}`},
		{Action: "update_issue", In: `{"issue": "OPS-2", "priority": "highest", "assignee": "carmen.ortiz@acme.example", "labels": ["night"], "due": "2026-12-01"}`, Out: `{"key": "OPS-2"}`},
		{Action: "update_issue", Name: "texts", In: `{"issue": "web-1", "summary": "Login fails", "description": "On Safari only", "assignee": "niemand"}`},
		{Action: "transition_issue", In: `{"issue": "WEB-1", "status": "erledigt"}`, Out: `{"key": "WEB-1", "status": "Done"}`},
		{Action: "add_comment", In: `{"issue": "OPS-1", "body": "Ordered.\n\nSee https://acme.example."}`},
		{Action: "search_issues", In: `{"project": "OPS", "status": "open"}`},
		{Action: "search_issues", Name: "by JQL", In: `{"jql": "project = WEB ORDER BY key ASC", "limit": 2}`},
		{Action: "get_issue", In: `{"issue": "WEB-3"}`},
		{Action: "delete_issue", In: `{"issue": "TEST-1"}`, Out: `{"key": "TEST-1"}`},
	}
}
