package jira

import "sayso/connectors"

type createdIn struct {
	Project string `json:"project,omitempty" jsonschema:"Only in this project: key or name" de:"Nur in diesem Projekt: Schlüssel oder Name"`
}

type createdOut struct {
	Key         string           `json:"key" jsonschema:"Key of the issue" de:"Schlüssel des Vorgangs"`
	Summary     string           `json:"summary" jsonschema:"Summary" de:"Titel" trust:"text"`
	Description connectors.Text  `json:"description" jsonschema:"Description" de:"Beschreibung" trust:"text"`
	Priority    string           `json:"priority" jsonschema:"Priority" de:"Priorität"`
	Reporter    connectors.Email `json:"reporter" jsonschema:"E-mail address of who reported it" de:"E-Mail-Adresse des Erstellers"`
	Type        string           `json:"type" jsonschema:"Type of issue" de:"Vorgangstyp"`
	URL         connectors.URL   `json:"url" jsonschema:"Link to the issue" de:"Link zum Vorgang"`
}

func issueCreated() *connectors.Event {
	return connectors.DefineTrigger(connectors.Trigger[createdIn, createdOut]{
		Name: "issue_created",
		Doc:  connectors.Doc{En: "Somebody creates an issue", De: "Jemand legt einen Vorgang an"},
		Asks: createdAsks(),
	})
}

type transitionedIn struct {
	Project string `json:"project,omitempty" jsonschema:"Only in this project: key or name" de:"Nur in diesem Projekt: Schlüssel oder Name"`
	Status  string `json:"status,omitempty" jsonschema:"Only when it comes to this status" de:"Nur wenn er in diesen Status kommt"`
}

type transitionedOut struct {
	Key      string         `json:"key" jsonschema:"Key of the issue" de:"Schlüssel des Vorgangs"`
	Summary  string         `json:"summary" jsonschema:"Summary" de:"Titel" trust:"text"`
	From     string         `json:"from" jsonschema:"Status before" de:"Status davor"`
	To       string         `json:"to" jsonschema:"Status now" de:"Status jetzt"`
	Assignee string         `json:"assignee" jsonschema:"Name of the assignee" de:"Name des Bearbeiters"`
	URL      connectors.URL `json:"url" jsonschema:"Link to the issue" de:"Link zum Vorgang"`
}

func issueTransitioned() *connectors.Event {
	return connectors.DefineTrigger(connectors.Trigger[transitionedIn, transitionedOut]{
		Name: "issue_transitioned",
		Doc:  connectors.Doc{En: "An issue comes to another status", De: "Ein Vorgang kommt in einen anderen Status"},
		Asks: transitionedAsks(),
	})
}
