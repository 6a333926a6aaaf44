package rules_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows/compile"
)

// TestNoAddressIsLost holds plans to the addresses, links, channels and repositories of their prompts: each is in the plan, or there is no plan yet.
func TestNoAddressIsLost(t *testing.T) {
	for prompt, leads := range map[string][]string{
		"a zendesk ticket with prio high comes in -> github issue in kelp/app, title = ticket subject, label vip":         {"kelp/app"},
		"Kommt in Zendesk ein Ticket rein -> GitHub-Issue in kelp/app, Titel = Betreff des Tickets, Label vip":            {"kelp/app"},
		"Leg den Account Wrona Fenster mit der Adresse info@wrona.example an und setz ihn auf Aktiv":                      {"info@wrona.example"},
		"Create the account Wrona Windows, address info@wrona.example, and tell #sales":                                   {"info@wrona.example", "sales"},
		"Invoice Hartley & Sons 300 EUR, they are at office@hartley.example, and put the PDF into #billing":               {"office@hartley.example", "billing"},
		"The checks of kelp/app are red again. Open a bug 'Red checks' in OPS and post its link in #ci":                   {"ci"},
		"GET https://status.kelp.example/health, and if it's down, write to #ops and to oncall@kelp.example":              {"https://status.kelp.example/health", "ops", "oncall@kelp.example"},
		"Rechnung über 300 EUR an Hartley & Sons, Kopie an chef@kelp.example, und gib in #buchhaltung und #team Bescheid": {"chef@kelp.example", "buchhaltung", "team"},
	} {
		r, err := compiler().Compile(t.Context(), compile.Request{Prompt: prompt, Now: friday})
		require.NoError(t, err)
		if r.Status != compile.StatusPlan {
			continue
		}
		r.Plan.Says = ""
		raw, err := json.Marshal(r.Plan)
		require.NoError(t, err)
		for _, at := range leads {
			require.Contains(t, strings.ToLower(string(raw)), at, prompt)
		}
	}
}
