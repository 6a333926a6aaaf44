package zendesk

import "sayso/connectors"

type createIn struct {
	Subject   string           `json:"subject" jsonschema:"What it is about, in one line" de:"Worum es geht, in einer Zeile" trust:"text"`
	Body      connectors.Text  `json:"body" jsonschema:"The first message of the ticket" de:"Die erste Nachricht des Tickets" trust:"text"`
	Requester connectors.Email `json:"requester,omitempty" jsonschema:"E-mail address of who asks for help" de:"E-Mail-Adresse der Person, die Hilfe braucht"`
	Priority  priority         `json:"priority,omitempty" jsonschema:"low, normal, high or urgent" de:"low, normal, high oder urgent (niedrig, normal, hoch, dringend)"`
	Tags      []string         `json:"tags,omitempty" jsonschema:"Tags to add" de:"Tags, die dazukommen"`
	Assignee  string           `json:"assignee,omitempty" jsonschema:"Agent: name or e-mail address" de:"Agent: Name oder E-Mail-Adresse"`
}

type createOut struct {
	ID  string         `json:"id" jsonschema:"Number of the ticket" de:"Nummer des Tickets"`
	URL connectors.URL `json:"url" jsonschema:"Link to the ticket" de:"Link zum Ticket"`
}

type idOut struct {
	ID string `json:"id" jsonschema:"Number of the ticket" de:"Nummer des Tickets"`
}

func createTicket() *connectors.Operation {
	return connectors.Define(connectors.Action[createIn, createOut]{
		Name: "create_ticket",
		Doc:  connectors.Doc{En: "Open a support ticket", De: "Ein Support-Ticket eröffnen"},
		Asks: createAsks(),
		Says: connectors.Sentence{
			En: "Open a ticket “{subject}”[ for {requester}][ with priority {priority}][, assigned to {assignee}]",
			De: "Ein Ticket „{subject}“ eröffnen[ für {requester}][ mit Priorität {priority}][, zugewiesen an {assignee}]"},
		Effect: connectors.Write, Once: connectors.OnceKey, UndoBy: "delete",
		Undone: connectors.Sentence{En: "ticket {id} deleted (the requester may have been notified of it)", De: "Ticket {id} gelöscht (es kann eine Benachrichtigung hinausgegangen sein)"},
		Doubt:  connectors.Doc{En: "I don't know whether the ticket was opened.", De: "Ich weiß nicht, ob das Ticket eröffnet wurde."},
	})
}

type updateIn struct {
	Ticket   string   `json:"ticket" jsonschema:"Ticket: number, link or subject" de:"Ticket: Nummer, Link oder Betreff"`
	Status   string   `json:"status,omitempty" jsonschema:"Status to bring it to, such as solved" de:"Status, in den es kommen soll, wie gelöst"`
	Priority string   `json:"priority,omitempty" jsonschema:"low, normal, high or urgent" de:"niedrig, normal, hoch oder dringend"`
	Tags     []string `json:"tags,omitempty" jsonschema:"Tags to add" de:"Tags, die dazukommen"`
	Assignee string   `json:"assignee,omitempty" jsonschema:"Agent: name or e-mail address" de:"Agent: Name oder E-Mail-Adresse"`
}

func updateTicket() *connectors.Operation {
	return connectors.Define(connectors.Action[updateIn, idOut]{
		Name: "update_ticket",
		Doc:  connectors.Doc{En: "Change a ticket: status, priority, tags, assignee", De: "Ein Ticket ändern: Status, Priorität, Tags, Zuständige"},
		Asks: updateAsks(),
		Says: connectors.Sentence{
			En: "Change ticket {ticket}[: status {status}][, priority {priority}][, tags {tags}][, assigned to {assignee}]",
			De: "Ticket {ticket} ändern[: Status {status}][, Priorität {priority}][, Tags {tags}][, zugewiesen an {assignee}]"},
		Effect: connectors.Write, Once: connectors.OnceID, UndoBy: "restore",
		Undone: connectors.Sentence{En: "ticket {id} as it was", De: "Ticket {id} wieder im alten Stand"},
		Doubt:  connectors.Doc{En: "I don't know whether the ticket was changed.", De: "Ich weiß nicht, ob das Ticket geändert wurde."},
	})
}

type commentIn struct {
	Ticket string          `json:"ticket" jsonschema:"Ticket: number, link or subject" de:"Ticket: Nummer, Link oder Betreff"`
	Body   connectors.Text `json:"body" jsonschema:"What the comment says" de:"Was im Kommentar steht" trust:"text"`
	Public bool            `json:"public,omitempty" jsonschema:"The requester sees it and gets it by mail; otherwise it is an internal note" de:"Die anfragende Person sieht ihn und bekommt ihn per Mail; sonst ist es eine interne Notiz"`
}

type commentOut struct {
	ID string `json:"id" jsonschema:"Id of the comment" de:"ID des Kommentars"`
}

func addComment() *connectors.Operation {
	return connectors.Define(connectors.Action[commentIn, commentOut]{
		Name:   "add_comment",
		Doc:    connectors.Doc{En: "Answer a ticket, or leave an internal note on it", De: "Auf ein Ticket antworten oder eine interne Notiz hinterlassen"},
		Asks:   commentAsks(),
		Says:   connectors.Sentence{En: "Comment on ticket {ticket}: “{body}”", De: "Ticket {ticket} kommentieren: „{body}“"},
		Effect: connectors.Irreversible, Once: connectors.OnceFind,
		Doubt: connectors.Doc{En: "I don't know whether the comment was added.", De: "Ich weiß nicht, ob der Kommentar hinzugefügt wurde."},
	})
}

type searchIn struct {
	Query    string `json:"query,omitempty" jsonschema:"Words in the ticket" de:"Wörter im Ticket" trust:"text"`
	Status   string `json:"status,omitempty" jsonschema:"Status; open means everything that is not solved" de:"Status; offen heißt alles, was nicht gelöst ist"`
	Priority string `json:"priority,omitempty" jsonschema:"Priority" de:"Priorität"`
	Since    string `json:"since,omitempty" jsonschema:"Opened since then: a date, a time or how far back (7d)" de:"Seither eröffnet: Datum, Zeitpunkt oder wie weit zurück (7d)"`
	Limit    int    `json:"limit,omitempty" jsonschema:"At most so many tickets" de:"Höchstens so viele Tickets"`
}

type searchOut struct {
	Tickets []found `json:"tickets" jsonschema:"The tickets that were found, the latest first" de:"Die gefundenen Tickets, die neuesten zuerst"`
	Total   int     `json:"total" jsonschema:"How many there are in all" de:"Wie viele es insgesamt sind"`
}

type found struct {
	ID        string           `json:"id" jsonschema:"Number" de:"Nummer"`
	Subject   string           `json:"subject" jsonschema:"What it is about" de:"Worum es geht" trust:"text"`
	Status    string           `json:"status" jsonschema:"Status" de:"Status"`
	Priority  string           `json:"priority" jsonschema:"Priority" de:"Priorität"`
	Requester connectors.Email `json:"requester" jsonschema:"E-mail address of who asked" de:"E-Mail-Adresse der anfragenden Person"`
	URL       connectors.URL   `json:"url" jsonschema:"Link to the ticket" de:"Link zum Ticket"`
}

func searchTickets() *connectors.Operation {
	return connectors.Define(connectors.Action[searchIn, searchOut]{
		Name: "search_tickets",
		Doc:  connectors.Doc{En: "Find tickets", De: "Tickets suchen"},
		Asks: searchAsks(),
		Says: connectors.Sentence{
			En: "Find tickets[ about {query}][ with status {status}][ with priority {priority}][ since {since}]",
			De: "Tickets suchen[ zu {query}][ mit Status {status}][ mit Priorität {priority}][ seit {since}]"},
		Effect: connectors.Read,
	})
}

type getIn struct {
	Ticket string `json:"ticket" jsonschema:"Ticket: number, link or subject" de:"Ticket: Nummer, Link oder Betreff"`
}

type ticketOut struct {
	ID        string           `json:"id" jsonschema:"Number of the ticket" de:"Nummer des Tickets"`
	Subject   string           `json:"subject" jsonschema:"What it is about" de:"Worum es geht" trust:"text"`
	Body      connectors.Text  `json:"body" jsonschema:"Its first message" de:"Seine erste Nachricht" trust:"text"`
	Status    string           `json:"status" jsonschema:"Status" de:"Status"`
	Priority  string           `json:"priority" jsonschema:"Priority" de:"Priorität"`
	Requester connectors.Email `json:"requester" jsonschema:"E-mail address of who asked" de:"E-Mail-Adresse der anfragenden Person"`
	URL       connectors.URL   `json:"url" jsonschema:"Link to the ticket" de:"Link zum Ticket"`
}

func getTicket() *connectors.Operation {
	return connectors.Define(connectors.Action[getIn, ticketOut]{
		Name:   "get_ticket",
		Doc:    connectors.Doc{En: "Read a ticket", De: "Ein Ticket lesen"},
		Asks:   getAsks(),
		Says:   connectors.Sentence{En: "Read ticket {ticket}", De: "Ticket {ticket} lesen"},
		Effect: connectors.Read,
	})
}

type createdIn struct {
	Priority string `json:"priority,omitempty" jsonschema:"Only of this priority" de:"Nur mit dieser Priorität"`
}

type createdOut struct {
	ID        string           `json:"id" jsonschema:"Number of the ticket" de:"Nummer des Tickets"`
	Subject   string           `json:"subject" jsonschema:"What it is about" de:"Worum es geht" trust:"text"`
	Body      connectors.Text  `json:"body" jsonschema:"Its first message" de:"Seine erste Nachricht" trust:"text"`
	Priority  string           `json:"priority" jsonschema:"Priority" de:"Priorität"`
	Requester connectors.Email `json:"requester" jsonschema:"E-mail address of who asked" de:"E-Mail-Adresse der anfragenden Person"`
	URL       connectors.URL   `json:"url" jsonschema:"Link to the ticket" de:"Link zum Ticket"`
}

func ticketCreated() *connectors.Event {
	return connectors.DefineTrigger(connectors.Trigger[createdIn, createdOut]{
		Name: "ticket_created",
		Doc:  connectors.Doc{En: "Somebody opens a ticket", De: "Jemand eröffnet ein Ticket"},
		Asks: createdAsks(),
	})
}
