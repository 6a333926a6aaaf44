package email_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/connectors/connectortest"
	"sayso/connectors/email"
	"sayso/connectors/sandbox"
)

// The conformance test runs against a provider that keeps a copy of what is sent, so that a lost answer can be found again; and over
// STARTTLS, as mail is sent in earnest.
func TestConformance(t *testing.T) {
	connectortest.Run(t, connectortest.Suite{
		New:  email.New,
		Open: func(t *testing.T, c *connectors.Connector) *connectortest.World { return world(t, c, provider) },
		Cases: []connectortest.Case{
			{Action: "send", In: `{"to": ["billing@acme.example"], "subject": "Invoice R-1", "body": "Hello,\n\nplease find it attached."}`},
			{Action: "send", Name: "with everything", Setup: func(t *testing.T, w *connectortest.World) string {
				f, err := w.Files.Put(t.Context(), "Rechnung für Müller.pdf", "application/pdf", []byte("%PDF-1.7\n"))
				require.NoError(t, err)
				return asJSON(t, map[string]any{"to": []string{"a@x.example", "b@x.example"}, "cc": []string{"c@x.example"}, "bcc": []string{"d@x.example"},
					"reply_to": "office@x.example", "subject": "Grüße", "body": "Schöne Grüße", "attachments": []connectors.File{f}})
			}},
			{Action: "search", In: `{}`},
			{Action: "search", Name: "with everything", In: `{"from": "anna@acme.example", "subject": "order", "text": "anvils", "since": "10000d", "unread": true, "limit": 5}`},
		},
		Outages: []int{421, 451},
	})
}

// provider is a mail provider that keeps a copy of what is sent.
var provider = sandbox.MailOptions{TLS: sandbox.MailStartTLS, SentCopy: true}
