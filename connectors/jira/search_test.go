package jira_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

func TestSearches(t *testing.T) {
	for name, c := range map[string]struct {
		in    string
		keys  []string
		total int
	}{
		"open in a project":   {`"project": "ops", "status": "offen"`, []string{"OPS-1", "OPS-2"}, 2},
		"done, in German":     {`"status": "erledigt"`, []string{"OPS-3"}, 1},
		"by whom":             {`"assignee": "Anna"`, []string{"OPS-1", "LEGAL-1"}, 2},
		"nobody's":            {`"project": "OPS", "assignee": "niemand"`, []string{"OPS-3"}, 1},
		"words":               {`"text": "csv EXPORT"`, []string{"WEB-3"}, 1},
		"since days":          {`"since": "3d"`, []string{"OPS-1"}, 1},
		"since, with project": {`"project": "WEB", "since": "1w"`, []string{"WEB-1"}, 1},
		"changed since":       {`"project": "TEST", "status": "to do", "since": "1h"`, []string{"TEST-1"}, 1},
		"by JQL":              {`"jql": "project = WEB AND (priority = High OR summary ~ \"dark\") ORDER BY key DESC"`, []string{"WEB-2", "WEB-1"}, 2},
		"the first of more":   {`"jql": "project = WEB ORDER BY key", "limit": 2`, []string{"WEB-1", "WEB-2"}, 3},
	} {
		t.Run(name, func(t *testing.T) {
			out := world(t).Prepare(t, "search_issues", "{"+c.in+"}").MustDo(t)
			keys := []string{}
			for _, i := range out["issues"].([]any) {
				keys = append(keys, i.(map[string]any)["key"].(string))
			}
			require.Equal(t, c.keys, keys)
			require.EqualValues(t, c.total, out["total"])
		})
	}
}

func TestSearchesThatCanNotBe(t *testing.T) {
	for in, says := range map[string]string{
		``:                                    "say what to search for",
		`"jql": "project = OPS", "text": "x"`: "not both",
		`"jql": "projekt = OPS"`:              "Field 'projekt' does not exist",
		`"jql": "ORDER BY created"`:           "Unbounded JQL queries are not allowed",
		`"status": "finnished"`:               `there is no status "finnished"`,
		`"project": "NOPE"`:                   "there is no project",
		`"since": "next week"`:                "how far back",
		`"since": "2999-01-01T00:00:00Z"`:     "in the future",
		`"text": "***"`:                       "no word to search for",
		`"project": "OPS", "limit": 5000`:     "between 1 and 1000",
	} {
		_, err := world(t).Prepare(t, "search_issues", "{"+in+"}").Do(t)
		require.ErrorContains(t, err, says, in)
	}
}

// TestValuesStayValues sends what would change the query if it were pasted into it.
func TestValuesStayValues(t *testing.T) {
	for _, value := range []string{`x" OR project = WEB OR text ~ "y`, `x\" OR project = WEB OR text ~ \"`, `) OR (project = WEB`, "x\nOR project = WEB", `\`, `"`} {
		for _, arg := range []string{"text", "project", "status", "assignee"} {
			out, err := world(t).Prepare(t, "search_issues", fmt.Sprintf(`{"since": "3650d", %q: %q}`, arg, value)).Do(t)
			if err != nil {
				require.Contains(t, []connectors.Kind{connectors.NotFound, connectors.Invalid}, connectors.KindOf(err), "%v", err)
				require.NotContains(t, err.Error(), "Error in the JQL", "the query was broken")
				continue
			}
			require.Empty(t, out["issues"], "%s = %s", arg, value)
		}
	}
}

func TestIssuesByWhatPeopleCallThem(t *testing.T) {
	for called, key := range map[string]string{
		"WEB-3": "WEB-3", " web-3 ": "WEB-3", "10006": "WEB-3", "https://acme.atlassian.net/browse/WEB-3?focusedId=7": "WEB-3",
		"CSV export hangs at 99 %": "WEB-3", "dark mode": "WEB-2",
	} {
		require.Equal(t, key, world(t).Prepare(t, "get_issue", fmt.Sprintf(`{"issue": %q}`, called)).MustDo(t)["key"], called)
	}
	w := world(t)
	w.Prepare(t, "update_issue", `{"issue": "OPS-1", "summary": "Disk trouble on db-07"}`).MustDo(t)
	_, err := w.Prepare(t, "get_issue", `{"issue": "disk"}`).Do(t)
	require.ErrorContains(t, err, "OPS-3 Disk almost full on db-01")
	_, err = w.Prepare(t, "get_issue", `{"issue": "no such thing"}`).Do(t)
	require.Equal(t, connectors.NotFound, connectors.KindOf(err))
	_, err = w.Prepare(t, "delete_issue", `{"issue": "dark mode"}`).Do(t)
	require.Equal(t, connectors.Invalid, connectors.KindOf(err), "what is deleted is named by its key")
}
