package llm

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/connectors/all"
)

// catalogueOfAll is that of all apps there are.
func catalogueOfAll(t testing.TB) (*catalogue, *connectors.Registry) {
	t.Helper()
	reg, err := all.Registry(all.Needs{})
	require.NoError(t, err)
	return newCatalogue(reg), reg
}

// prompt is a line of a file of prompts with golden plans.
type prompt struct {
	ID        string   `json:"id"`
	Prompt    string   `json:"prompt"`
	Connected []string `json:"connected"`
	Class     string   `json:"class"`
	Gold      []struct {
		Trigger struct {
			Type  string `json:"type"`
			Event string `json:"event"`
		} `json:"trigger"`
		Steps []goldStep `json:"steps"`
	} `json:"gold"`
}

type goldStep struct {
	Do       string         `json:"do"`
	With     map[string]any `json:"with"`
	Each     []goldStep     `json:"each"`
	Parallel []goldStep     `json:"parallel"`
}

// flat lists golden steps with those inside others.
func flat(steps []goldStep) (list []goldStep) {
	for _, s := range steps {
		if s.Do != "" {
			list = append(list, s)
		}
		list = append(append(list, flat(s.Each)...), flat(s.Parallel)...)
	}
	return list
}

// TestRetrievalOfGoldenActions measures a file of prompts with golden plans, such as SAYSO_EVAL names: the share of the prompts of which every
// golden action is retrieved, as far as it is declared. It does so with the apps that are connected in the file, and with all.
func TestRetrievalOfGoldenActions(t *testing.T) {
	file := os.Getenv("SAYSO_EVAL")
	if file == "" {
		t.Skip("SAYSO_EVAL names no file of prompts")
	}
	c, reg := catalogueOfAll(t)
	for _, everything := range []bool{false, true} {
		whole, n, worst := 0, 0, 0
		for _, p := range prompts(t, file) {
			rank, declared := place(c, reg, p, everything)
			if !declared {
				continue
			}
			n++
			worst = max(worst, rank)
			if rank < maxActions {
				whole++
			} else {
				t.Logf("%s: place %d", p.ID, rank+1)
			}
		}
		require.Positive(t, n)
		t.Logf("all apps %v: %d of %d prompts have every golden action among the first %d; the last one is in place %d", everything, whole, n, maxActions, worst+1)
		require.GreaterOrEqual(t, float64(whole), 0.99*float64(n))
	}
}

// place tells in which place, from 0, that golden action of a prompt comes that comes last, and whether any is declared.
func place(c *catalogue, reg *connectors.Registry, p prompt, everything bool) (last int, declared bool) {
	found, events := c.retrieve(p.Prompt, func(app string) bool { return everything || slices.Contains(p.Connected, app) }, 1000)
	best := len(c.entries)
	for _, g := range p.Gold {
		last := 0
		for _, s := range flat(g.Steps) {
			if _, ok := reg.Action(s.Do); ok {
				declared = true
				last = max(last, slices.IndexFunc(found, func(op *connectors.Operation) bool { return op.Ref() == s.Do }))
			}
		}
		if _, ok := reg.Event(g.Trigger.Event); ok {
			declared = true
			last = max(last, slices.IndexFunc(events, func(e *connectors.Event) bool { return e.Ref() == g.Trigger.Event }))
		}
		best = min(best, last)
	}
	return best, declared
}

func prompts(t *testing.T, file string) (list []prompt) {
	t.Helper()
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var p prompt
		dec := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		dec.UseNumber()
		require.NoError(t, dec.Decode(&p))
		list = append(list, p)
	}
	require.NoError(t, lines.Err())
	return list
}

// Every action is found by the examples that its app gives, with all apps connected, and high up.
func TestRetrievalByExamples(t *testing.T) {
	c, _ := catalogueOfAll(t)
	everything := func(string) bool { return true }
	for _, e := range c.entries {
		var asks connectors.Phrases
		var ref string
		if e.action != nil {
			asks, ref = e.action.Asks, e.action.Ref()
		} else {
			asks, ref = e.event.Asks, e.event.Ref()
		}
		for _, example := range slices.Concat(asks.En.Examples, asks.De.Examples) {
			found, events := c.retrieve(example, everything, maxActions/2)
			is := slices.ContainsFunc(found, func(op *connectors.Operation) bool { return op.Ref() == ref }) ||
				slices.ContainsFunc(events, func(o *connectors.Event) bool { return o.Ref() == ref })
			require.True(t, is, "%s by %q", ref, example)
		}
	}
}

func TestRetrievalSeesThroughSpelling(t *testing.T) {
	c := newCatalogue(registry(t))
	for text, want := range map[string]string{
		"Bitte die Bestätigungs-Mail raus":              "email.send",
		"Schick ihm eine Auftragsbestaetigung per Mail": "email.send",
		"creat an invoce for ACME":                      "invoice.create",
		"Kundenrechnung an Müller":                      "invoice.create",
		"SFDC lead anlegen":                             "salesforce.create_lead",
	} {
		found, _ := c.retrieve(text, func(string) bool { return true }, 6)
		require.True(t, slices.ContainsFunc(found, func(op *connectors.Operation) bool { return op.Ref() == want }), "%s: %v", text, refs(found))
	}
}

func TestRetrievalOffersOnlyWhatIsConnected(t *testing.T) {
	c := newCatalogue(registry(t))
	found, events := c.retrieve("When a Jira issue is created, post it in Slack", func(app string) bool { return app == "slack" }, maxActions)
	require.NotEmpty(t, found)
	for _, op := range found {
		require.Equal(t, "slack", op.App)
	}
	for _, e := range events {
		require.Equal(t, "slack", e.App)
	}
	same, _ := c.retrieve("When a Jira issue is created, post it in Slack", func(app string) bool { return app == "slack" }, maxActions)
	require.Equal(t, refs(found), refs(same))
}

func refs(list []*connectors.Operation) (names []string) {
	for _, op := range list {
		names = append(names, op.Ref())
	}
	return names
}

// What a value looks like says what it is about.
func TestRetrievalByLooks(t *testing.T) {
	for text, want := range map[string]string{"#882": "issue number", "#ops": "channel message", "ada@a.example": "email", "@ada": "user",
		"https://a.example": "url", "WEB-1": "issue ticket", "word": ""} {
		require.Equal(t, want, strings.Join(looksOf(text), " "), text)
	}
}

func TestPartsOfAPrompt(t *testing.T) {
	require.Equal(t, []string{"Create an invoice,", "update the CRM", "mail it."}, partsOf("Create an invoice, update the CRM and mail it."))
	require.Empty(t, partsOf(" and  "))
	require.NotContains(t, strings.Join(wordsOf("bill {customer} now"), " "), "customer")
}
