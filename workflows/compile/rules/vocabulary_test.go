package rules

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/connectors/email"
	"sayso/connectors/invoice"
	"sayso/connectors/jira"
	"sayso/connectors/salesforce"
	"sayso/connectors/slack"
	"sayso/workflows/compile"
)

func fiveApps(t *testing.T) *connectors.Registry {
	t.Helper()
	reg, err := connectors.NewRegistry(email.New(), invoice.New(nil), slack.New(), salesforce.New(), jira.New())
	require.NoError(t, err)
	return reg
}

func TestMisspellings(t *testing.T) {
	v := newLexicon(fiveApps(t)).vocab
	for lang, words := range map[string]map[string]string{
		"en": {
			"invocie": "invoice", "invoce": "invoice", "invoiice": "invoice", "emial": "email", "assgin": "assign", "prioirty": "priority",
			"confrimaton": "confirmation", "oportunty": "opportunity", "chanel": "", "channle": "channel", "mondy": "monday", "decmber": "december",
			"slaesforce": "salesforce",
			// real words, and words that could be several
			"contract": "", "project": "", "product": "", "conforming": "", "commend": "", "states": "", "able": "", "xyzzy": "", "zz": "",
		},
		"de": {
			"rechnugn": "rechnung", "rechng": "rechnung", "erstele": "erstelle", "bestätigng": "bestätigung", "hochladn": "hochladen",
			"kommentiren": "kommentieren", "tagn": "tagen", "dezmber": "dezember", "kanl": "kanal", "prioritat": "priorität",
			"waren": "", "buchen": "", "anmelden": "", "abhängen": "", "interessant": "", "störung": "", "liegen": "", "bereit": "", "mti": "mit",
		},
	} {
		for word, want := range words {
			require.Equal(t, want, v.correct(word, lang), word)
		}
	}
	for word, want := range map[string]string{"fuer": "für", "loesche": "lösche", "schliesse": "schließe", "prioritise": "prioritize", "queue": ""} {
		require.Equal(t, want, v.spelt(word), word)
	}
}

// What destroys is asked for letter by letter, and no word that could have been meant to destroy is read as anything else.
func TestNoMisspellingDestroys(t *testing.T) {
	l := newLexicon(fiveApps(t))
	destructive := 0
	for form, senses := range l.senses {
		if !slices.ContainsFunc(senses, func(s sense) bool { return l.destroys(s.lexeme) }) {
			continue
		}
		destructive++
		for _, typo := range typos(form) {
			for _, lang := range []string{"en", "de"} {
				if w := l.vocab.correct(typo, lang); w != "" {
					require.False(t, slices.ContainsFunc(l.senses[w], func(s sense) bool { return l.destroys(s.lexeme) }), "%s → %s", typo, w)
				}
			}
		}
	}
	require.Positive(t, destructive)
}

// A mistyped letter leads to a question, or to what was meant, and never to another action.
func TestMisspellingsNeverLeadElsewhere(t *testing.T) {
	reg := fiveApps(t)
	c := New(reg)
	plans, tried := 0, 0
	for _, app := range reg.Apps() {
		for _, o := range app.Actions {
			for _, example := range slices.Concat(o.Asks.En.Examples, o.Asks.De.Examples) {
				meant := actions(t, c, example)
				for word := range strings.FieldsSeq(example) {
					if len(word) < 6 || strings.ToLower(word) != word || strings.ContainsAny(word, "@#0123456789-_./:“”„\"") {
						continue
					}
					for _, typo := range typos(word) {
						prompt := strings.Replace(example, word, typo, 1)
						tried++
						got := actions(t, c, prompt)
						if len(got) > 0 {
							plans++
						}
						for _, did := range got {
							require.Contains(t, meant, did, prompt)
						}
					}
				}
			}
		}
	}
	require.Greater(t, plans*2, tried, "half of the misspelt prompts are understood")
}

// typos lists a word with a letter left out, and with neighbours swapped.
func typos(word string) (list []string) {
	r := []rune(word)
	for i := 1; i < len(r); i++ {
		list = append(list, string(r[:i])+string(r[i+1:]))
		if i+1 < len(r) && r[i] != r[i+1] {
			list = append(list, string(r[:i])+string(r[i+1])+string(r[i])+string(r[i+2:]))
		}
	}
	return list
}

// actions lists what the plan for a prompt does, nil where there is no plan.
func actions(t *testing.T, c *Compiler, prompt string) (list []string) {
	t.Helper()
	r, err := c.Compile(context.Background(), compile.Request{Prompt: prompt})
	require.NoError(t, err)
	if r.Status != compile.StatusPlan {
		return nil
	}
	for _, s := range r.Plan.Steps {
		list = append(list, s.Do)
	}
	return list
}
