package github

import "sayso/connectors"

type dispatchIn struct {
	Repo     string         `json:"repo" jsonschema:"Repository: owner/name" de:"Repository: Besitzer/Name"`
	Workflow string         `json:"workflow" jsonschema:"Workflow: file such as deploy.yml, name or id" de:"Workflow: Datei wie deploy.yml, Name oder ID"`
	Ref      string         `json:"ref,omitempty" jsonschema:"Branch or tag; the default branch if not given" de:"Branch oder Tag; ohne Angabe der Standard-Branch"`
	Inputs   map[string]any `json:"inputs,omitempty" jsonschema:"Inputs of the workflow" de:"Eingaben des Workflows"`
}

type dispatchOut struct {
	RunID string         `json:"run_id" jsonschema:"Id of the run" de:"ID des Laufs"`
	URL   connectors.URL `json:"url" jsonschema:"Link to the run" de:"Link zum Lauf"`
}

func dispatchWorkflow() *connectors.Operation {
	return connectors.Define(connectors.Action[dispatchIn, dispatchOut]{
		Name:   "dispatch_workflow",
		Doc:    connectors.Doc{En: "Start a workflow of GitHub Actions", De: "Einen Workflow von GitHub Actions starten"},
		Asks:   dispatchAsks(),
		Says:   connectors.Sentence{En: "Start workflow {workflow} of {repo}[ on {ref}][ with {inputs}]", De: "Workflow {workflow} von {repo}[ auf {ref}][ mit {inputs}] starten"},
		Effect: connectors.Irreversible, Once: connectors.OnceFind,
		Doubt: connectors.Doc{En: "I don't know whether the workflow was started.", De: "Ich weiß nicht, ob der Workflow gestartet wurde."},
	})
}

type waitIn struct {
	Repo    string              `json:"repo" jsonschema:"Repository: owner/name" de:"Repository: Besitzer/Name"`
	RunID   string              `json:"run_id" jsonschema:"Id of the run" de:"ID des Laufs"`
	Timeout connectors.Duration `json:"timeout,omitempty" jsonschema:"Give up after so long" de:"Nach dieser Zeit aufgeben"`
}

type waitOut struct {
	Conclusion string         `json:"conclusion" jsonschema:"How it ended: success, failure, cancelled …" de:"Wie er endete: success, failure, cancelled …"`
	URL        connectors.URL `json:"url" jsonschema:"Link to the run" de:"Link zum Lauf"`
}

func waitRun() *connectors.Operation {
	return connectors.Define(connectors.Action[waitIn, waitOut]{
		Name:   "wait_run",
		Doc:    connectors.Doc{En: "Wait until a run of a workflow has ended", De: "Warten, bis ein Lauf eines Workflows zu Ende ist"},
		Asks:   waitAsks(),
		Says:   connectors.Sentence{En: "Wait until run {run_id} of {repo} has ended[, at most {timeout}]", De: "Warten, bis Lauf {run_id} von {repo} zu Ende ist[, höchstens {timeout}]"},
		Effect: connectors.Read, Long: true,
	})
}

type workflowFailedIn struct {
	Repo     string `json:"repo,omitempty" jsonschema:"Only in this repository" de:"Nur in diesem Repository"`
	Workflow string `json:"workflow,omitempty" jsonschema:"Only this workflow" de:"Nur dieser Workflow"`
}

type workflowFailedOut struct {
	RunID    string         `json:"run_id" jsonschema:"Id of the run" de:"ID des Laufs"`
	Workflow string         `json:"workflow" jsonschema:"Name of the workflow" de:"Name des Workflows"`
	Branch   string         `json:"branch" jsonschema:"Branch it ran on" de:"Branch, auf dem er lief"`
	URL      connectors.URL `json:"url" jsonschema:"Link to the run" de:"Link zum Lauf"`
}

func workflowFailed() *connectors.Event {
	return connectors.DefineTrigger(connectors.Trigger[workflowFailedIn, workflowFailedOut]{
		Name: "workflow_failed",
		Doc:  connectors.Doc{En: "A workflow fails", De: "Ein Workflow schlägt fehl"},
		Asks: workflowFailedAsks(),
	})
}

type mergedIn struct {
	Repo   string `json:"repo,omitempty" jsonschema:"Only in this repository" de:"Nur in diesem Repository"`
	Branch string `json:"branch,omitempty" jsonschema:"Only into this branch" de:"Nur in diesen Branch"`
}

type mergedOut struct {
	Number int            `json:"number" jsonschema:"Number of the pull request" de:"Nummer des Pull Requests"`
	Title  string         `json:"title" jsonschema:"Title" de:"Titel" trust:"text"`
	Author string         `json:"author" jsonschema:"Who opened it" de:"Wer ihn geöffnet hat"`
	Branch string         `json:"branch" jsonschema:"Branch it was merged into" de:"Branch, in den er kam"`
	URL    connectors.URL `json:"url" jsonschema:"Link to the pull request" de:"Link zum Pull Request"`
}

func pullRequestMerged() *connectors.Event {
	return connectors.DefineTrigger(connectors.Trigger[mergedIn, mergedOut]{
		Name: "pull_request_merged",
		Doc:  connectors.Doc{En: "A pull request is merged", De: "Ein Pull Request wird gemergt"},
		Asks: mergedAsks(),
	})
}
