package servicenow

import "sayso/connectors"

type createIn struct {
	ShortDescription string          `json:"short_description" jsonschema:"What is wrong, in one line" de:"Was los ist, in einer Zeile" trust:"text"`
	Description      connectors.Text `json:"description,omitempty" jsonschema:"More about it" de:"Mehr dazu" trust:"text"`
	Urgency          level           `json:"urgency,omitempty" jsonschema:"How urgent it is: low, medium or high" de:"Dringlichkeit: low, medium oder high (niedrig, mittel, hoch)"`
	Impact           level           `json:"impact,omitempty" jsonschema:"How far it reaches: low, medium or high" de:"Auswirkung: low, medium oder high (niedrig, mittel, hoch)"`
	AssignmentGroup  string          `json:"assignment_group,omitempty" jsonschema:"Group that is to deal with it" de:"Gruppe, die sich kümmern soll"`
	Caller           string          `json:"caller,omitempty" jsonschema:"Who reports it: name or e-mail address" de:"Wer meldet: Name oder E-Mail-Adresse"`
}

type createOut struct {
	Number string         `json:"number" jsonschema:"Number, such as INC0010023" de:"Nummer wie INC0010023"`
	ID     string         `json:"id" jsonschema:"The sys_id" de:"Die sys_id"`
	URL    connectors.URL `json:"url" jsonschema:"Link to the incident" de:"Link zum Incident"`
}

type numberOut struct {
	Number string `json:"number" jsonschema:"Number, such as INC0010023" de:"Nummer wie INC0010023"`
}

func createIncident() *connectors.Operation {
	return connectors.Define(connectors.Action[createIn, createOut]{
		Name: "create_incident",
		Doc:  connectors.Doc{En: "Open an incident", De: "Einen Incident eröffnen"},
		Asks: createAsks(),
		Says: connectors.Sentence{
			En: "Open an incident “{short_description}”[ of urgency {urgency}][ for the group {assignment_group}][ reported by {caller}]",
			De: "Incident „{short_description}“ eröffnen[, Dringlichkeit {urgency}][, für die Gruppe {assignment_group}][, gemeldet von {caller}]"},
		Effect: connectors.Write, Once: connectors.OnceFind, UndoBy: "cancel",
		Undone: connectors.Sentence{En: "incident {number} cancelled (people may have been notified of it)", De: "Incident {number} storniert (es können Benachrichtigungen hinausgegangen sein)"},
		Doubt:  connectors.Doc{En: "I don't know whether the incident was opened.", De: "Ich weiß nicht, ob der Incident eröffnet wurde."},
	})
}

type updateIn struct {
	Incident        string          `json:"incident" jsonschema:"Incident: number or sys_id" de:"Incident: Nummer oder sys_id"`
	State           string          `json:"state,omitempty" jsonschema:"State to bring it to, such as In Progress" de:"Status, in den er kommen soll, wie In Arbeit"`
	Urgency         string          `json:"urgency,omitempty" jsonschema:"How urgent it is: low, medium or high" de:"Dringlichkeit: niedrig, mittel oder hoch"`
	AssignmentGroup string          `json:"assignment_group,omitempty" jsonschema:"Group that is to deal with it" de:"Gruppe, die sich kümmern soll"`
	Note            connectors.Text `json:"note,omitempty" jsonschema:"Work note to add" de:"Arbeitsnotiz dazu" trust:"text"`
}

func updateIncident() *connectors.Operation {
	return connectors.Define(connectors.Action[updateIn, numberOut]{
		Name: "update_incident",
		Doc:  connectors.Doc{En: "Change an incident", De: "Einen Incident ändern"},
		Asks: updateAsks(),
		Says: connectors.Sentence{
			En: "Change incident {incident}[: state {state}][, urgency {urgency}][, group {assignment_group}][, with the note “{note}”]",
			De: "Incident {incident} ändern[: Status {state}][, Dringlichkeit {urgency}][, Gruppe {assignment_group}][, mit der Notiz „{note}“]"},
		Effect: connectors.Write, Once: connectors.OnceID, UndoBy: "restore",
		Undone: connectors.Sentence{En: "incident {number} as it was", De: "Incident {number} wieder im alten Stand"},
		Doubt:  connectors.Doc{En: "I don't know whether the incident was changed.", De: "Ich weiß nicht, ob der Incident geändert wurde."},
	})
}

type resolveIn struct {
	Incident   string          `json:"incident" jsonschema:"Incident: number or sys_id" de:"Incident: Nummer oder sys_id"`
	Resolution connectors.Text `json:"resolution" jsonschema:"How it was resolved" de:"Wie er gelöst wurde" trust:"text"`
}

func resolveIncident() *connectors.Operation {
	return connectors.Define(connectors.Action[resolveIn, numberOut]{
		Name:   "resolve_incident",
		Doc:    connectors.Doc{En: "Resolve an incident", De: "Einen Incident lösen"},
		Asks:   resolveAsks(),
		Says:   connectors.Sentence{En: "Resolve incident {incident}: “{resolution}”", De: "Incident {incident} lösen: „{resolution}“"},
		Effect: connectors.Write, Once: connectors.OnceID, UndoBy: "restore",
		Undone: connectors.Sentence{En: "incident {number} open again", De: "Incident {number} wieder offen"},
		Doubt:  connectors.Doc{En: "I don't know whether the incident was resolved.", De: "Ich weiß nicht, ob der Incident gelöst wurde."},
	})
}

type searchIn struct {
	Query   string `json:"query,omitempty" jsonschema:"Words in the description" de:"Wörter in der Beschreibung" trust:"text"`
	State   string `json:"state,omitempty" jsonschema:"State; open means everything that is not resolved or closed" de:"Status; offen heißt alles, was nicht gelöst oder geschlossen ist"`
	Urgency string `json:"urgency,omitempty" jsonschema:"Urgency" de:"Dringlichkeit"`
	Since   string `json:"since,omitempty" jsonschema:"Opened since then: a date, a time or how far back (7d)" de:"Seither eröffnet: Datum, Zeitpunkt oder wie weit zurück (7d)"`
	Limit   int    `json:"limit,omitempty" jsonschema:"At most so many incidents" de:"Höchstens so viele Incidents"`
}

type searchOut struct {
	Incidents []found `json:"incidents" jsonschema:"The incidents that were found, the latest first" de:"Die gefundenen Incidents, die neuesten zuerst"`
	Total     int     `json:"total" jsonschema:"How many there are in all" de:"Wie viele es insgesamt sind"`
}

type found struct {
	Number           string         `json:"number" jsonschema:"Number" de:"Nummer"`
	ShortDescription string         `json:"short_description" jsonschema:"What is wrong, in one line" de:"Was los ist, in einer Zeile" trust:"text"`
	State            string         `json:"state" jsonschema:"State" de:"Status"`
	Urgency          string         `json:"urgency" jsonschema:"Urgency" de:"Dringlichkeit"`
	AssignmentGroup  string         `json:"assignment_group" jsonschema:"Group that deals with it" de:"Gruppe, die sich kümmert"`
	Caller           string         `json:"caller" jsonschema:"Who reported it" de:"Wer ihn gemeldet hat"`
	URL              connectors.URL `json:"url" jsonschema:"Link to the incident" de:"Link zum Incident"`
}

func searchIncidents() *connectors.Operation {
	return connectors.Define(connectors.Action[searchIn, searchOut]{
		Name: "search_incidents",
		Doc:  connectors.Doc{En: "Find incidents", De: "Incidents suchen"},
		Asks: searchAsks(),
		Says: connectors.Sentence{
			En: "Find incidents[ about {query}][ in state {state}][ of urgency {urgency}][ since {since}]",
			De: "Incidents suchen[ zu {query}][ im Status {state}][ mit Dringlichkeit {urgency}][ seit {since}]"},
		Effect: connectors.Read,
	})
}

type createdIn struct {
	Urgency string `json:"urgency,omitempty" jsonschema:"Only of this urgency" de:"Nur mit dieser Dringlichkeit"`
}

type createdOut struct {
	Number           string         `json:"number" jsonschema:"Number" de:"Nummer"`
	ShortDescription string         `json:"short_description" jsonschema:"What is wrong, in one line" de:"Was los ist, in einer Zeile" trust:"text"`
	Urgency          string         `json:"urgency" jsonschema:"Urgency" de:"Dringlichkeit"`
	Caller           string         `json:"caller" jsonschema:"Who reported it" de:"Wer ihn gemeldet hat"`
	URL              connectors.URL `json:"url" jsonschema:"Link to the incident" de:"Link zum Incident"`
}

func incidentCreated() *connectors.Event {
	return connectors.DefineTrigger(connectors.Trigger[createdIn, createdOut]{
		Name: "incident_created",
		Doc:  connectors.Doc{En: "Somebody opens an incident", De: "Jemand eröffnet einen Incident"},
		Asks: createdAsks(),
	})
}
