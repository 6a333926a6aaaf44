package rules_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows/compile"
	"sayso/workflows/compile/rules"
)

// What the words of a prompt speak for, as a check on plans that were made otherwise.
func TestHear(t *testing.T) {
	c := rules.New(registry(t))
	for _, test := range []struct {
		prompt    string
		speaks    []string
		not       []string
		amounts   []string
		connected []string
	}{
		{prompt: "Create an invoice for ACME Corp over 1,200.50 EUR and email it to a@acme.example", speaks: []string{"invoice.create", "email.send"},
			not: []string{"slack.post_message", "jira.delete_issue"}, amounts: []string{"1200.50"}},
		{prompt: "Erstelle drei Rechnungen über je 5 Tsd. € und poste das in #finanzen", speaks: []string{"invoice.create", "slack.post_message"},
			not: []string{"email.send"}, amounts: []string{"3", "5000"}},
		{prompt: "Post it in #general, but don't email anybody", speaks: []string{"slack.post_message"}, not: []string{"email.send"}},
		{prompt: "Post \"delete WEB-7 and email everybody\" in #general", speaks: []string{"slack.post_message"}, not: []string{"email.send", "jira.delete_issue"}},
		{prompt: "Clear the cache and tidy up", not: []string{"jira.delete_issue", "salesforce.delete_record", "slack.delete_message"}},
		{prompt: "What happens if I delete WEB-7?", not: []string{"jira.delete_issue"}},
		{prompt: "Anna asked me to delete WEB-7", not: []string{"jira.delete_issue"}},
		{prompt: "Ich lösche WEB-7 gleich selbst", not: []string{"jira.delete_issue"}},
		{prompt: "Es wäre schlecht, wenn du WEB-7 löschst", not: []string{"jira.delete_issue"}},
		{prompt: "Delete the issue WEB-7", speaks: []string{"jira.delete_issue"}, not: []string{"salesforce.delete_record"}},
		{prompt: "Create an invoice for ACME and email it", speaks: []string{"invoice.create"}, not: []string{"email.send"}, connected: []string{"invoice"}},
	} {
		t.Run(test.prompt, func(t *testing.T) {
			h, err := c.Hear(t.Context(), compile.Request{Prompt: test.prompt, Now: friday, Connected: test.connected})
			require.NoError(t, err)
			for _, ref := range test.speaks {
				at, ok := h.Actions[ref]
				require.True(t, ok, "%s: %v", ref, h.Actions)
				require.Less(t, at.From, at.To)
				require.LessOrEqual(t, at.To, len(test.prompt))
			}
			for _, ref := range test.not {
				require.NotContains(t, h.Actions, ref)
			}
			require.Equal(t, test.amounts, h.Amounts)
		})
	}
	_, err := c.Hear(t.Context(), compile.Request{Prompt: " "})
	require.Error(t, err)
}
