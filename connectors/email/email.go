// Package email sends mail by SMTP and reads a mailbox by IMAP.
//
// A mail can't be called back, and SMTP has no way to ask whether it was sent. So the package is exact about the one moment
// that counts: what fails before the message's last line is out was surely not sent, what fails after it without an answer
// may have been. Such a mail is looked for where that can tell (see [find]) and is never sent again by guess.
//
// The bytes of a mail depend on the call alone: its Message-ID and its MIME boundary come from the effect's key, its date from
// the first attempt. Text of strangers may fill a subject or a body; it can't become a header. Mails are plain text, and carry
// neither tracking nor a trace of the machine they come from.
//
// The package never signs in over a line that isn't encrypted, but for a server at a private address where it was told to.
package email

import (
	"context"

	"sayso/connectors"
)

// New makes the connector.
func New() *connectors.Connector {
	return &connectors.Connector{
		App:     "email",
		Title:   "Email",
		Aliases: []string{"e-mail", "mail", "E-Mail", "Mail", "Gmail", "Outlook", "SMTP", "IMAP"},
		Kind:    []string{"email"},
		Doc: connectors.Doc{
			En: "Sends mail by SMTP and reads a mailbox by IMAP; works with Gmail, Microsoft 365 and any mail server",
			De: "Verschickt Mails per SMTP und liest ein Postfach per IMAP; geht mit Gmail, Microsoft 365 und jedem Mailserver",
		},
		Needs:   needs(),
		Check:   check,
		Actions: []*connectors.Operation{connectors.Define(sendAction()), connectors.Define(searchAction())},
		Events:  []*connectors.Event{connectors.DefineTrigger(received())},
	}
}

func needs() []connectors.Need {
	return []connectors.Need{
		{Name: "url", Doc: connectors.Doc{
			En: "SMTP server: smtp://host:587 for STARTTLS, smtps://host:465 for TLS from the start",
			De: "SMTP-Server: smtp://host:587 für STARTTLS, smtps://host:465 für TLS von Anfang an"}},
		{Name: "from", Doc: connectors.Doc{
			En: "Sender: an address, or a name and an address as in Anna Berg <anna@example.com>",
			De: "Absender: eine Adresse, oder Name und Adresse wie in Anna Berg <anna@example.com>"}},
		{Name: "user", Optional: true, Doc: connectors.Doc{
			En: "User name, mostly the address; empty for a server that asks for none",
			De: "Benutzername, meist die Adresse; leer, wenn der Server keinen will"}},
		{Name: "token", Secret: true, Optional: true, Doc: connectors.Doc{
			En: "Password; for Gmail and others with two-step sign-in an app password",
			De: "Passwort; bei Gmail und anderen mit Anmeldung in zwei Schritten ein App-Passwort"}},
		{Name: "imap", Optional: true, Doc: connectors.Doc{
			En: "IMAP server, to search the mailbox: imaps://host:993, or imap://host:143 for STARTTLS",
			De: "IMAP-Server, um das Postfach zu durchsuchen: imaps://host:993 oder imap://host:143 für STARTTLS"}},
		{Name: "sent_copy", Optional: true, Default: "false", Doc: connectors.Doc{
			En: "true if the server itself keeps a copy of each mail in the folder of sent mail, as Gmail and Microsoft 365 do",
			De: "true, wenn der Server selbst von jeder Mail eine Kopie im Ordner der gesendeten ablegt, wie Gmail und Microsoft 365"}},
		{Name: "tls", Optional: true, Default: tlsRequired, Doc: connectors.Doc{
			En: "required, or off for a server at a private address",
			De: "required, oder off für einen Server an einer privaten Adresse"}},
		{Name: "ca", Optional: true, Doc: connectors.Doc{
			En: "Certificates (PEM) to trust besides the system's, for a server of your own",
			De: "Zertifikate (PEM), denen außer denen des Systems zu trauen ist, für einen eigenen Server"}},
	}
}

// check signs in to the SMTP server, and to the IMAP server where there is one, and sends nothing.
func check(ctx context.Context, c *connectors.Connection) (string, error) {
	a, err := accountOf(c)
	if err != nil {
		return "", err
	}
	s, err := a.signIn(ctx)
	if err != nil {
		return "", err
	}
	s.end()
	if a.imap.host != "" {
		m, err := a.openMailbox(ctx)
		if err != nil {
			return "", err
		}
		m.end()
	}
	return a.from.Address, nil
}
