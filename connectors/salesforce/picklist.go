package salesforce

import (
	"context"
	"slices"
	"strings"

	"sayso/connectors"
)

// german are the German words for values that Salesforce ships in English.
func german() map[string]string {
	return map[string]string{
		"neu": "New", "offen": "Open", "aktiv": "Active", "inaktiv": "Inactive", "pausiert": "On Hold", "bezahlt": "Paid", "berechnet": "Invoiced",
		"in rechnung gestellt": "Invoiced", "fakturiert": "Invoiced", "abgerechnet": "Invoiced", "interessent": "Prospect", "kunde": "Customer",
		"akquise": "Prospecting", "qualifizierung": "Qualification", "bedarfsanalyse": "Needs Analysis", "angebot": "Proposal", "verhandlung": "Negotiation",
		"gewonnen": "Closed Won", "abgeschlossen gewonnen": "Closed Won", "geschlossen gewonnen": "Closed Won",
		"verloren": "Closed Lost", "abgeschlossen verloren": "Closed Lost", "geschlossen verloren": "Closed Lost",
		"nicht kontaktiert": "Open - Not Contacted", "kontaktiert": "Working - Contacted", "in bearbeitung": "Working - Contacted",
		"konvertiert": "Closed - Converted", "nicht konvertiert": "Closed - Not Converted",
	}
}

// picklistValue finds the org's own value that a person meant: without case and punctuation, by its label, by the German word for it,
// or by its beginning where one value alone begins so ("Proposal" for "Proposal/Price Quote"). A value that the org doesn't list is
// written as it was said, unless the org takes no other; then the error offers the nearest.
func picklistValue(ctx context.Context, c *connectors.Connection, object, name, said string) (string, error) {
	fields, err := describe(ctx, c, object)
	if err != nil {
		return "", err
	}
	f, _ := fieldNamed(fields, name)
	var values []string
	byForm := map[string]string{}
	for _, v := range f.PicklistValues {
		if v.Active {
			values = append(values, v.Value)
			byForm[connectors.Fold(v.Label)] = v.Value
		}
	}
	for _, v := range values {
		byForm[connectors.Fold(v)] = v
	}
	meant := []string{connectors.Fold(said)}
	for word, english := range german() {
		if connectors.Fold(word) == meant[0] {
			meant = append(meant, connectors.Fold(english))
		}
	}
	for _, form := range meant {
		if value, ok := byForm[form]; ok {
			return value, nil
		}
	}
	for _, form := range meant {
		begins := slices.DeleteFunc(slices.Clone(values), func(v string) bool { return !strings.HasPrefix(connectors.Fold(v), form) })
		switch {
		case len(form) < 3:
		case len(begins) == 1:
			return begins[0], nil
		case len(begins) > 1:
			return "", connectors.Several("value of "+name, said, begins)
		}
	}
	if f.Restricted {
		return "", connectors.NoSuch("value of "+name, said, values)
	}
	return said, nil
}
