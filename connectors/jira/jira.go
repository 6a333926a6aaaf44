// Package jira connects Jira Cloud: issues, comments, transitions and search, by its REST API v3.
//
// Jira honours no idempotency key. So an issue is created with a label "sayso-<key>" and an issue property that holds the key; a
// comment, with a comment property. An issue is looked for by the label, which search can find, and told by the property, which a
// clone of the issue doesn't inherit. The label stays on the issue, where people see it: taking it off would be a second write
// that can fail by itself, and until then the issue could not be told from one made twice. Whoever wants to know what Sayso
// created can filter by it.
//
// The search index lags behind, so that an issue that isn't found may yet be there; comments are read from the issue itself, where
// "not there" is proof.
//
// The package knows company-managed and team-managed projects by what the API says of them, and no custom fields.
package jira

import (
	"context"
	"strings"

	"sayso/connectors"
)

// New makes the connector.
func New() *connectors.Connector {
	return &connectors.Connector{
		App: "jira", Title: "Jira", Aliases: []string{"Jira Cloud", "Atlassian"}, Kind: []string{"issue_tracker", "ticket"},
		Doc: connectors.Doc{
			En: "Issues, comments and search of a Jira Cloud site",
			De: "Vorgänge, Kommentare und Suche in Jira Cloud",
		},
		Needs: []connectors.Need{
			{Name: "url", Doc: connectors.Doc{En: "Address of the site: https://your-site.atlassian.net", De: "Adresse der Site: https://deine-site.atlassian.net"}},
			{Name: "user", Doc: connectors.Doc{En: "E-mail address of the account", De: "E-Mail-Adresse des Kontos"}},
			{Name: "token", Secret: true, Doc: connectors.Doc{
				En: "API token of the account, from id.atlassian.com/manage-profile/security/api-tokens",
				De: "API-Token des Kontos, von id.atlassian.com/manage-profile/security/api-tokens"}},
		},
		Auth:  connectors.Basic{},
		Check: check,
		Actions: []*connectors.Operation{
			createIssue(), updateIssue(), transitionIssue(), addComment(), searchIssues(), getIssue(), deleteIssue(),
		},
		Events: []*connectors.Event{issueCreated(), issueTransitioned()},
	}
}

func check(ctx context.Context, c *connectors.Connection) (string, error) {
	me, err := whoAmI(ctx, c)
	if err != nil {
		return "", err
	}
	return strings.TrimSpace(me.Name + " " + me.Email), nil
}
