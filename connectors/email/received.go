package email

import "sayso/connectors"

type receivedIn struct {
	From     string `json:"from,omitempty" jsonschema:"Only mail whose sender's name or address has this in it" de:"Nur Mail, in deren Absendername oder -adresse das vorkommt"`
	Subject  string `json:"subject,omitempty" jsonschema:"Only mail with this in the subject" de:"Nur Mail mit diesem Text im Betreff" trust:"text"`
	Contains string `json:"contains,omitempty" jsonschema:"Only mail with this in its text" de:"Nur Mail mit diesem Text im Inhalt" trust:"text"`
}

type receivedOut struct {
	From        connectors.Email    `json:"from" jsonschema:"Address of the sender" de:"Adresse des Absenders"`
	To          []connectors.Email  `json:"to" jsonschema:"Addresses of the recipients" de:"Adressen der Empfänger"`
	Subject     string              `json:"subject" jsonschema:"Subject line" de:"Betreff" trust:"text"`
	Body        connectors.Text     `json:"body" jsonschema:"The text" de:"Der Text"`
	Date        connectors.DateTime `json:"date" jsonschema:"When it arrived" de:"Wann sie ankam"`
	Attachments []connectors.File   `json:"attachments" jsonschema:"The attached files" de:"Die angehängten Dateien"`
	MessageID   string              `json:"message_id" jsonschema:"Message-ID in angle brackets" de:"Message-ID in spitzen Klammern" trust:"text"`
}

// received declares the arrival of a mail.
func received() connectors.Trigger[receivedIn, receivedOut] {
	return connectors.Trigger[receivedIn, receivedOut]{
		Name: "received",
		Doc:  connectors.Doc{En: "A mail arrives in the inbox", De: "Eine Mail kommt im Posteingang an"},
		Asks: receivedAsks(),
	}
}
