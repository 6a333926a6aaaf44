package email

import (
	"context"

	"sayso/connectors"
)

type sendIn struct {
	To          []connectors.Email `json:"to" jsonschema:"Addresses of the recipients" de:"Adressen der Empfänger"`
	Subject     string             `json:"subject" jsonschema:"Subject line" de:"Betreff" trust:"text"`
	Body        connectors.Text    `json:"body" jsonschema:"Text of the mail, without formatting" de:"Text der Mail, ohne Formatierung"`
	CC          []connectors.Email `json:"cc,omitempty" jsonschema:"Addresses that get a copy, seen by all" de:"Adressen, die eine Kopie erhalten, für alle sichtbar"`
	BCC         []connectors.Email `json:"bcc,omitempty" jsonschema:"Addresses that get a copy unseen by the others" de:"Adressen, die unsichtbar für andere eine Kopie erhalten"`
	Attachments []connectors.File  `json:"attachments,omitempty" jsonschema:"Files to attach" de:"Dateien als Anhang"`
	ReplyTo     connectors.Email   `json:"reply_to,omitempty" jsonschema:"Where an answer goes, if not to the sender" de:"Wohin eine Antwort geht, wenn nicht an den Absender"`
}

type sendOut struct {
	MessageID string `json:"message_id" jsonschema:"Message-ID of the mail, in angle brackets" de:"Message-ID der Mail, in spitzen Klammern"`
}

func sendAction() connectors.Action[sendIn, sendOut] {
	return connectors.Action[sendIn, sendOut]{
		Name: "send",
		Doc:  connectors.Doc{En: "Send an email, with attachments if wanted", De: "Eine E-Mail senden, wenn gewünscht mit Anhang"},
		Asks: sendAsks(),
		Says: connectors.Sentence{
			En: "Send an email to {to}[, copy to {cc}][, blind copy to {bcc}]: “{subject}”[, with {attachments} attached][, answers to {reply_to}]",
			De: "E-Mail an {to} senden[, Kopie an {cc}][, Blindkopie an {bcc}]: „{subject}“[, mit {attachments} im Anhang][, Antworten an {reply_to}]",
		},
		Effect: connectors.Irreversible,
		Once:   connectors.OnceNone,
		Doubt:  connectors.Doc{En: "I don't know whether it was sent", De: "Ich weiß nicht, ob sie gesendet wurde"},

		Announces: true,

		Do:   send,
		Find: find,
	}
}

// send hands the mail over to the SMTP server. An error of kind Unknown says that the server had all of it and gave no answer; after
// any other the mail was not sent, to nobody.
func send(ctx context.Context, call connectors.Call[sendIn]) (sendOut, error) {
	a, err := accountOf(call.Conn)
	if err != nil {
		return sendOut{}, err
	}
	l, err := compose(ctx, call, a.from)
	if err != nil {
		return sendOut{}, err
	}
	s, err := a.signIn(ctx)
	if err != nil {
		return sendOut{}, err
	}
	defer s.end()
	if err := s.deliver(l, func() error { return call.Announce(ctx) }); err != nil {
		return sendOut{}, err
	}
	return sendOut{MessageID: l.id}, nil
}

// find looks for a mail that may have been sent, by its Message-ID in the folder of sent mail. That can only prove that it was, and
// only where the server itself puts a copy there (setting "sent_copy"): SMTP servers needn't keep one, may do so late, and some
// give mails another Message-ID. So there is no "no".
func find(ctx context.Context, call connectors.Call[sendIn]) (sendOut, connectors.Found, error) {
	a, err := accountOf(call.Conn)
	if err != nil {
		return sendOut{}, connectors.FoundCannotTell, err
	}
	if !a.sentCopy || a.imap.host == "" {
		return sendOut{}, connectors.FoundCannotTell, nil
	}
	id, err := messageID(call.Key, a.from)
	if err != nil {
		return sendOut{}, connectors.FoundCannotTell, err
	}
	m, err := a.openMailbox(ctx)
	if err != nil {
		return sendOut{}, connectors.FoundCannotTell, err
	}
	defer m.end()
	was, err := m.sent(id)
	if err != nil || !was {
		return sendOut{}, connectors.FoundCannotTell, err
	}
	return sendOut{MessageID: id}, connectors.FoundYes, nil
}
