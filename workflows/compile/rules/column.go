package rules

import (
	"slices"

	"sayso/connectors"
)

// columns are the names of the properties that a position has in an action's schema; quantity and unit are "" where it has none.
type columns struct{ text, price, quantity, unit string }

// columnsOf reads the schema of one element of a list; ok is false for what is no position: one that has not exactly one price and
// a text.
func columnsOf(s *connectors.Schema) (c columns, ok bool) {
	prices := 0
	for _, name := range sortedNames(s.Properties) {
		p := s.Properties[name]
		switch {
		case p.Format == connectors.FormatMoney:
			c.price = name
			prices++
		case p.Type == "number" || p.Type == "integer":
			c.quantity = name
		case name == "unit" && p.Type == "string":
			c.unit = name
		case p.Format == connectors.FormatText, slices.Contains(s.Required, name) && p.Type == "string":
			c.text = name
		}
	}
	return c, prices == 1 && c.text != ""
}
