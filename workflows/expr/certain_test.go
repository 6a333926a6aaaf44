package expr_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows/expr"
)

// What isn't known yet is called later; the rest is there.
func TestCertain(t *testing.T) {
	scope := map[string]any{"yes": true, "no": false, "app": "slack"}
	for source, want := range map[string]string{
		`app == "slack"`:                      "true",
		`app == "jira" && later > 5`:          "false",
		`later > 5 && app == "jira"`:          "false",
		`app == "slack" && later > 5`:         "?",
		`app == "slack" || later > 5`:         "true",
		`later > 5 || later < 3 || yes`:       "true",
		`later > 5 || no`:                     "?",
		`!(later > 5 && no)`:                  "true",
		`!later`:                              "?",
		`default(later, 0) > 5`:               "?",
		`(later ?? 0) > 5 && no`:              "false",
		`later > 5 ? yes : no`:                "?",
		`[app, "x"] contains app`:             "true",
		`yes && 1 / 0 > 1`:                    "?",
		`no && 1 / 0 > 1`:                     "false",
		`any([1, 2], # > 1) && !(later == 1)`: "?",
		`nil`:                                 "false",
	} {
		e, err := expr.Parse(source)
		require.NoError(t, err, source)
		got := "?"
		if holds, certain := e.Certain(scope); certain {
			got = map[bool]string{true: "true", false: "false"}[holds]
		}
		require.Equal(t, want, got, source)
	}
}
