package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"sayso/workflows/compile/rules/entity"
)

// selects writes the query of a read that takes SQL, where the words name a table: "all open orders from the table orders", "count the rows
// of table users". It only reads, and the plan shows it; a column that there isn't fails at once.
func (b *builder) selects(s *step) {
	if s.from == nil || s.t.effect() || s.t.in.Properties["sql"] == nil || s.with["sql"] != nil {
		return
	}
	q := selection{builder: b, f: s.from.filling, what: "*"}
	if !q.from() {
		return
	}
	q.columns()
	for i := q.f.c.from; i < q.f.end; i++ {
		q.narrow(i)
	}
	s.with["sql"] = q.String()
	b.origin(s.id+".sql", q.at-1, q.at+1)
}

// selection is a query as it grows.
type selection struct {
	*builder
	f           *filling
	at          int // the item of the table's name
	table, what string
	column      string // that was named
	conditions  []string
}

// countsRows begins a query that says how many rows there are.
const countsRows = "SELECT count(*)"

func (q selection) String() string {
	sql := "SELECT " + q.what + " FROM " + q.table
	if len(q.conditions) > 0 {
		sql += " WHERE " + strings.Join(q.conditions, " AND ")
	}
	return sql
}

var (
	tables      = words("table tabelle")
	columnNouns = words("column spalte field feld")
	counts      = words("count counts zähl zähle zählen many viele anzahl")
	identifier  = regexp.MustCompile(`^[\pL_][\pL\pN_.]*$`)
	// rowNouns are what a table's rows are called.
	rowNouns = words("row rows record records entry entries line lines data zeile zeilen datensatz datensätze eintrag einträge daten number zahl new everything alles inhalt content contents")
)

// isTable reports whether a word is for a table: "Datenbanktabelle".
func isTable(it item) bool {
	return it.word() && (tables[it.Lower] || strings.HasSuffix(it.Lower, "tabelle") || len(it.Parts) > 0 && tables[it.Parts[len(it.Parts)-1]])
}

// from finds the table.
func (q *selection) from() bool {
	for i := q.f.c.from; i+1 < q.f.end; i++ {
		name := q.items[i+1]
		if !isTable(q.items[i]) || !identifier.MatchString(name.Text) || name.ent != nil && name.ent.Type != entity.Quote {
			continue
		}
		q.table, q.at = name.Text, i+1
		q.f.mark(i, i+2, valued)
		return true
	}
	return false
}

// columns finds what is to be read of the table: how many rows there are, or the column named right before it.
func (q *selection) columns() {
	for i := q.f.c.from; i < q.f.end; i++ {
		it := q.items[i]
		switch {
		case !it.word():
		case counts[it.Lower]:
			q.what = "count(*)"
			q.f.mark(i, i+1, soft)
		case columnNouns[it.Lower] && i+1 < q.f.end && identifier.MatchString(q.items[i+1].Text):
			q.column = q.items[i+1].Text
			q.f.mark(i, i+2, valued)
		case rowNouns[it.Lower], strings.EqualFold(it.Text, q.table), strings.HasPrefix(it.Lower, strings.ToLower(q.table)):
			q.f.mark(i, i+1, soft)
		}
	}
	i := q.at - 2
	for i > q.f.c.from && (determiners[q.items[i].Lower] || q.items[i].Is("from", "of", "in", "aus", "von")) {
		i--
	}
	if it := q.items[max(i, 0)]; i > q.f.c.from && q.f.taken[i] == free && it.word() && it.Text == it.Lower && identifier.MatchString(it.Text) && q.what == "*" {
		q.what = it.Text
		q.f.mark(i, i+1, valued)
	}
}

// narrow adds what an item says of the rows that are meant.
func (q *selection) narrow(i int) {
	it := q.items[i]
	if q.f.taken[i] >= valued {
		return
	}
	if p, ok := q.pairAt(q.items, i, q.f.end, linksIf(i > q.f.c.from && choosers[q.items[i-1].Lower])...); ok && identifier.MatchString(p.name) {
		q.conditions = append(q.conditions, p.name+" = "+literal(p.value))
		q.f.mark(p.from-1, p.to, valued)
		return
	}
	switch {
	case it.word() && states[it.Lower] != "":
		q.conditions = append(q.conditions, "status = "+literal(states[it.Lower]))
	case it.ent != nil && it.ent.Type == entity.Window:
		back, _ := it.ent.Value.(string)
		q.conditions = append(q.conditions, fmt.Sprintf("%s >= now() - interval '%s'", q.named("created_at"), interval(back)))
	case it.ent != nil && it.ent.Type == entity.Date && it.ent.Fault == entity.Sound:
		day, err := time.Parse(time.DateOnly, fmt.Sprint(it.ent.Value))
		if err != nil {
			return
		}
		today := time.Date(q.now.Year(), q.now.Month(), q.now.Day(), 0, 0, 0, 0, time.UTC)
		q.conditions = append(q.conditions, fmt.Sprintf("%s = current_date - %d", q.named("date"), int(today.Sub(day).Hours()/24)))
	default:
		return
	}
	q.f.mark(i, i+1, valued)
}

// named gives the column that was named, else the usual one.
func (q *selection) named(usual string) string {
	if q.column != "" {
		return q.column
	}
	return usual
}

// literal writes a value in SQL.
func literal(v any) string {
	switch v := v.(type) {
	case string:
		return "'" + strings.ReplaceAll(v, "'", "''") + "'"
	case map[string]any, []any:
		return "NULL"
	}
	return fmt.Sprint(v)
}

// interval writes "7d" as SQL has it.
func interval(back string) string {
	n, unit := back[:max(0, len(back)-1)], back[max(0, len(back)-1):]
	names := []string{"d", "days", "h", "hours", "m", "minutes"}
	if i := slices.Index(names, unit); i >= 0 && i%2 == 0 {
		return n + " " + names[i+1]
	}
	return back
}
