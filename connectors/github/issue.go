package github

import "sayso/connectors"

type createIn struct {
	Repo     string          `json:"repo" jsonschema:"Repository: owner/name" de:"Repository: Besitzer/Name"`
	Title    string          `json:"title" jsonschema:"Title" de:"Titel" trust:"text"`
	Body     connectors.Text `json:"body,omitempty" jsonschema:"What it says" de:"Was darin steht" trust:"text"`
	Labels   []string        `json:"labels,omitempty" jsonschema:"Labels to add" de:"Labels, die dazukommen"`
	Assignee string          `json:"assignee,omitempty" jsonschema:"Who is to deal with it: user name" de:"Wer sich kümmern soll: Benutzername"`
}

type createOut struct {
	Number int            `json:"number" jsonschema:"Number of the issue" de:"Nummer des Issues"`
	URL    connectors.URL `json:"url" jsonschema:"Link to the issue" de:"Link zum Issue"`
}

func createIssue() *connectors.Operation {
	return connectors.Define(connectors.Action[createIn, createOut]{
		Name: "create_issue",
		Doc:  connectors.Doc{En: "Open an issue in a repository", De: "Ein Issue in einem Repository eröffnen"},
		Asks: createAsks(),
		Says: connectors.Sentence{
			En: "Open an issue in {repo}: “{title}”[ with the labels {labels}][, assigned to {assignee}]",
			De: "In {repo} ein Issue eröffnen: „{title}“[ mit den Labels {labels}][, zugewiesen an {assignee}]"},
		Effect: connectors.Write, Once: connectors.OnceFind, UndoBy: "close",
		Undone: connectors.Sentence{En: "issue {number} of {repo} closed (people may have been notified of it)", De: "Issue {number} von {repo} geschlossen (es können Benachrichtigungen hinausgegangen sein)"},
		Doubt:  connectors.Doc{En: "I don't know whether the issue was opened.", De: "Ich weiß nicht, ob das Issue eröffnet wurde."},
	})
}

type closeIn struct {
	Repo    string          `json:"repo" jsonschema:"Repository: owner/name" de:"Repository: Besitzer/Name"`
	Number  int             `json:"number" jsonschema:"Number of the issue" de:"Nummer des Issues"`
	Comment connectors.Text `json:"comment,omitempty" jsonschema:"Comment to leave with it" de:"Kommentar dazu" trust:"text"`
}

type numberOut struct {
	Number int `json:"number" jsonschema:"Number of the issue" de:"Nummer des Issues"`
}

func closeIssue() *connectors.Operation {
	return connectors.Define(connectors.Action[closeIn, numberOut]{
		Name:   "close_issue",
		Doc:    connectors.Doc{En: "Close an issue", De: "Ein Issue schließen"},
		Asks:   closeAsks(),
		Says:   connectors.Sentence{En: "Close issue {number} of {repo}[ and comment “{comment}”]", De: "Issue {number} von {repo} schließen[ und kommentieren: „{comment}“]"},
		Effect: connectors.Write, Once: connectors.OnceID, UndoBy: "reopen",
		Undone: connectors.Sentence{En: "issue {number} of {repo} open again", De: "Issue {number} von {repo} wieder offen"},
		Doubt:  connectors.Doc{En: "I don't know whether the issue was closed.", De: "Ich weiß nicht, ob das Issue geschlossen wurde."},
	})
}

type commentIn struct {
	Repo   string          `json:"repo" jsonschema:"Repository: owner/name" de:"Repository: Besitzer/Name"`
	Number int             `json:"number" jsonschema:"Number of the issue or pull request" de:"Nummer des Issues oder Pull Requests"`
	Body   connectors.Text `json:"body" jsonschema:"What the comment says" de:"Was im Kommentar steht" trust:"text"`
}

type commentOut struct {
	ID string `json:"id" jsonschema:"Id of the comment" de:"ID des Kommentars"`
}

func commentIssue() *connectors.Operation {
	return connectors.Define(connectors.Action[commentIn, commentOut]{
		Name:   "comment_issue",
		Doc:    connectors.Doc{En: "Comment on an issue or a pull request", De: "Ein Issue oder einen Pull Request kommentieren"},
		Asks:   commentAsks(),
		Says:   connectors.Sentence{En: "Comment on issue {number} of {repo}: “{body}”", De: "Issue {number} von {repo} kommentieren: „{body}“"},
		Effect: connectors.Write, Once: connectors.OnceFind, UndoBy: "delete",
		Undone: connectors.Sentence{En: "comment on issue {number} deleted (people may have been notified of it)", De: "Kommentar zu Issue {number} gelöscht (es können Benachrichtigungen hinausgegangen sein)"},
		Doubt:  connectors.Doc{En: "I don't know whether the comment was added.", De: "Ich weiß nicht, ob der Kommentar hinzugefügt wurde."},
	})
}

type openedIn struct {
	Repo string `json:"repo,omitempty" jsonschema:"Only in this repository" de:"Nur in diesem Repository"`
}

type openedOut struct {
	Number int             `json:"number" jsonschema:"Number of the issue" de:"Nummer des Issues"`
	Title  string          `json:"title" jsonschema:"Title" de:"Titel" trust:"text"`
	Body   connectors.Text `json:"body" jsonschema:"What it says" de:"Was darin steht" trust:"text"`
	Author string          `json:"author" jsonschema:"Who opened it" de:"Wer es eröffnet hat"`
	Labels []string        `json:"labels" jsonschema:"Labels" de:"Labels"`
	URL    connectors.URL  `json:"url" jsonschema:"Link to the issue" de:"Link zum Issue"`
}

func issueOpened() *connectors.Event {
	return connectors.DefineTrigger(connectors.Trigger[openedIn, openedOut]{
		Name: "issue_opened",
		Doc:  connectors.Doc{En: "Somebody opens an issue", De: "Jemand eröffnet ein Issue"},
		Asks: openedAsks(),
	})
}
