package text

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestVerb(t *testing.T) {
	for _, c := range []struct {
		lang, verb string
		has        []string // text, or text…particle
		not        []string
	}{
		{"en", "create", []string{"create", "creates", "creating", "created"}, nil},
		{"en", "send", []string{"sent", "sending"}, []string{"sended"}},
		{"en", "drop", []string{"dropped", "dropping"}, nil},
		{"en", "notify", []string{"notifies", "notified", "notifying"}, nil},
		{"en", "open up", []string{"open up", "opened up"}, nil},
		{"de", "erstellen", []string{"erstelle", "erstell", "erstellt", "erstellen"}, []string{"geerstellt"}},
		{"de", "an|legen", []string{"anlegen", "anzulegen", "angelegt", "leg…an", "lege…an", "legt…an", "anlegt"}, nil},
		{"de", "hinzu|fügen", []string{"hinzufügen", "hinzugefügt", "füge…hinzu", "hinzuzufügen"}, nil},
		{"de", "zu|weisen", []string{"zugewiesen", "weis…zu", "weise…zu"}, nil},
		{"de", "schreiben", []string{"schreib", "schreibe", "geschrieben"}, nil},
		{"de", "beschreiben", []string{"beschrieben"}, []string{"gebeschrieben"}},
		{"de", "informieren", []string{"informiere", "informiert"}, []string{"geinformiert"}},
		{"de", "ändern", []string{"ändere", "geändert", "ändert"}, nil},
		{"de", "hoch|laden", []string{"lade…hoch", "hochgeladen", "lädt…hoch"}, nil},
		{"de", "in Rechnung stellen", []string{"in rechnung stellen", "in rechnung gestellt", "stell…in rechnung",
			"stelle…in rechnung"}, nil},
		{"de", "geben", []string{"gib", "gegeben", "gebe"}, nil},
	} {
		forms := map[string]bool{}
		for _, f := range Verb(c.lang, c.verb) {
			text := f.Text
			if f.Particle != "" {
				text += "…" + f.Particle
			}
			forms[text] = true
		}
		for _, want := range c.has {
			require.Contains(t, forms, want, c.verb)
		}
		for _, no := range c.not {
			require.NotContains(t, forms, no, c.verb)
		}
	}
}

func TestNoun(t *testing.T) {
	require.Contains(t, Noun("en", "company"), "companies")
	require.Contains(t, Noun("en", "invoice"), "invoices")
	require.Contains(t, Noun("de", "Rechnung"), "rechnungen")
	require.Contains(t, Noun("de", "Ticket"), "tickets")
	require.Contains(t, Noun("de", "Vorgang"), "vorgänge")
}

func TestDetect(t *testing.T) {
	for prompt, want := range map[string]string{
		"Create an invoice and send it to the customer":       "en",
		"Erstelle eine Rechnung und schick sie an den Kunden": "de",
		"update das CRM":                 "de",
		"Rechnung erstellen":             "de",
		"invoice Müller GmbH 300 EUR":    "en",
		"post 'Bitte nicht stören' in x": "en",
	} {
		c, err := Normalise(prompt, 1000)
		require.NoError(t, err)
		require.Equal(t, want, Detect(Tokens(c), func(lang, word string) bool {
			return lang == "de" && (word == "rechnung" || word == "erstellen") || lang == "en" && word == "invoice"
		}), prompt)
	}
}
