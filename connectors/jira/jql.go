package jira

import (
	"context"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"

	"sayso/connectors"
)

// quote writes a value as JQL's text literal. Whatever it holds stays a value.
func quote(value string) string {
	clean := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, value)
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(clean) + `"`
}

// searchWords leaves of a text what the full-text index keeps: words. The signs it drops would steer the search (+ - * ~ "…").
func searchWords(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// compose makes JQL of the arguments that are no JQL.
func compose(ctx context.Context, c connectors.Call[searchIn]) (string, error) {
	var all []string
	if c.In.Project != "" {
		p, err := findProject(ctx, c.Conn, c.In.Project)
		if err != nil {
			return "", err
		}
		all = append(all, "project = "+quote(p.Key))
	}
	if c.In.Status != "" {
		clause, err := statusClause(ctx, c.Conn, c.In.Status)
		if err != nil {
			return "", err
		}
		all = append(all, clause)
	}
	if c.In.Assignee != "" {
		who, err := everybody().find(ctx, c.Conn, c.In.Assignee)
		if err != nil {
			return "", err
		}
		clause := "assignee is EMPTY"
		if who.ID != "" {
			clause = "assignee = " + quote(who.ID)
		}
		all = append(all, clause)
	}
	if c.In.Text != "" {
		words := searchWords(c.In.Text)
		if words == "" {
			return "", connectors.Errorf(connectors.Invalid, "%q holds no word to search for", c.In.Text)
		}
		all = append(all, "text ~ "+quote(words))
	}
	if c.In.Since != "" {
		clause, err := sinceClause(c.In.Since, c.In.Status != "", c.Now)
		if err != nil {
			return "", err
		}
		all = append(all, clause)
	}
	if len(all) == 0 {
		return "", connectors.Errorf(connectors.Invalid, "say what to search for: a project, a status, an assignee, words, a time, or JQL")
	}
	return strings.Join(all, " AND ") + " ORDER BY created DESC", nil
}

// openWords mean every issue that isn't done, where the site has no status of that very name.
var openWords = []string{"open", "offen", "offene", "unresolved", "ungelöst", "not done", "nicht erledigt"}

// statusClause finds the statuses that are meant; where the site has several of one meaning, all of them.
func statusClause(ctx context.Context, c *connectors.Connection, word string) (string, error) {
	var offered []named
	if err := read(ctx, c, "/status", nil, &offered); err != nil {
		return "", err
	}
	if offered == nil {
		return "", unreadable(connectors.Unavailable, "which statuses there are")
	}
	found := meant(word, offered, nil)
	if len(found) == 0 && isOneOf(word, openWords) {
		return "statusCategory != Done", nil
	}
	if len(found) == 0 {
		found = meant(word, offered, statusWords)
	}
	if len(found) == 0 {
		return "", connectors.NoSuch("status", word, names(offered))
	}
	quoted := make([]string, len(found))
	for i, s := range found {
		quoted[i] = quote(s.Name)
	}
	return "status in (" + strings.Join(quoted, ", ") + ")", nil
}

// sinceClause reads a date, a time or a duration back. With a status it is about when the issue was last changed, as in "done since
// Monday"; else about when it was created. Times become distances, since JQL reads times of day in the account's own zone.
func sinceClause(text string, changed bool, now time.Time) (string, error) {
	field := "created"
	if changed {
		field = "updated"
	}
	back, err := connectors.ParseDuration(text)
	if err != nil {
		if _, dateErr := time.Parse(time.DateOnly, text); dateErr == nil {
			return field + " >= " + quote(text), nil
		}
		at, timeErr := time.Parse(time.RFC3339, text)
		if timeErr != nil {
			return "", connectors.Errorf(connectors.Invalid, "%q is no time; write a date (2026-11-20), a time (2026-11-20T09:00:00Z) or how far back (7d)", text)
		}
		back = now.Sub(at)
		if back < 0 {
			return "", connectors.Errorf(connectors.Invalid, "%q lies in the future", text)
		}
	}
	return field + ` >= "-` + strconv.Itoa(int(math.Ceil(back.Minutes()))) + `m"`, nil
}
