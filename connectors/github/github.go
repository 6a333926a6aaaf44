// Package github declares GitHub: workflows of Actions that are started and waited for, and issues of a repository.
//
// GitHub honours no idempotency key. A started workflow is found again by a name that holds the effect's key, an issue and a comment
// by a marker that people don't see. A workflow can't be taken back once it runs; a new issue is closed, for GitHub deletes none.
//
// GitHub can't be reached yet; see [connectors.Connector].
package github

import "sayso/connectors"

// New makes the connector.
func New() *connectors.Connector {
	return &connectors.Connector{
		App: "github", Title: "GitHub", Aliases: []string{"GitHub Actions", "GH Actions", "GH"}, Kind: []string{"ci", "issue_tracker"},
		Doc: connectors.Doc{
			En: "Workflows and issues of GitHub repositories",
			De: "Workflows und Issues in GitHub-Repositories",
		},
		Declared: true,
		Actions:  []*connectors.Operation{dispatchWorkflow(), waitRun(), createIssue(), closeIssue(), commentIssue()},
		Events:   []*connectors.Event{issueOpened(), pullRequestMerged(), workflowFailed()},
	}
}
