package invoice

import (
	"strings"

	"sayso/connectors"
)

// unit is a unit of measure: its code in UN/ECE Recommendation 20, and how people write it for one and for more.
type unit struct {
	code             string
	names            []string // folded, in both languages
	one, more        string
	einheit, mehrere string
}

// units are those an invoice knows. The first one stands where none is given, and is not written on the document.
var units = []unit{
	{"C62", []string{"", "one", "unit", "units", "c62", "einheit", "einheiten"}, "", "", "", ""},
	{"HUR", []string{"h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "hur"}, "hour", "hours", "Std.", "Std."},
	{"DAY", []string{"d", "day", "days", "tag", "tage", "tagen", "pt", "personentag", "personentage"}, "day", "days", "Tag", "Tage"},
	{"WEE", []string{"week", "weeks", "wk", "woche", "wochen", "wee"}, "week", "weeks", "Woche", "Wochen"},
	{"MON", []string{"month", "months", "mo", "monat", "monate", "monaten", "mon"}, "month", "months", "Monat", "Monate"},
	{"ANN", []string{"year", "years", "yr", "jahr", "jahre", "ann"}, "year", "years", "Jahr", "Jahre"},
	{"MIN", []string{"minute", "minutes", "min", "minuten"}, "min", "min", "Min.", "Min."},
	{"H87", []string{"piece", "pieces", "pc", "pcs", "pce", "stk", "stck", "stueck", "stuecke", "h87"}, "pc", "pcs", "Stück", "Stück"},
	{"LS", []string{"flat", "flatrate", "lumpsum", "pauschal", "pauschale", "psch", "ls"}, "flat rate", "flat rate", "pauschal", "pauschal"},
	{"KMT", []string{"km", "kilometre", "kilometres", "kilometer", "kmt"}, "km", "km", "km", "km"},
	{"MTR", []string{"m", "metre", "metres", "meter", "meters", "mtr"}, "m", "m", "m", "m"},
	{"MTK", []string{"m2", "sqm", "qm", "squaremetre", "squaremetres", "quadratmeter", "mtk"}, "m²", "m²", "m²", "m²"},
	{"KGM", []string{"kg", "kilo", "kilogram", "kilograms", "kilogramm", "kgm"}, "kg", "kg", "kg", "kg"},
	{"TNE", []string{"t", "tonne", "tonnes", "tonnen", "tne"}, "t", "t", "t", "t"},
	{"LTR", []string{"l", "litre", "litres", "liter", "liters", "ltr"}, "l", "l", "l", "l"},
	{"XPK", []string{"package", "packages", "pack", "packs", "paket", "pakete", "packung", "packungen", "xpk"}, "pack", "packs", "Paket", "Pakete"},
}

// unitOf finds a unit by any of its names.
func unitOf(name string) (unit, error) {
	folded := connectors.Fold(strings.ReplaceAll(name, "²", "2"))
	var known []string
	for _, u := range units {
		for _, n := range u.names {
			if n == folded && (n != "" || name == "") {
				return u, nil
			}
		}
		if u.one != "" {
			known = append(known, u.more, u.mehrere)
		}
	}
	e := connectors.NoSuch("unit", name, known)
	e.Kind, e.Code = connectors.Invalid, "unknown_unit"
	return unit{}, e
}

// label writes the unit behind a quantity.
func (u unit) label(lang string, single bool) string {
	switch {
	case lang == "de" && single:
		return u.einheit
	case lang == "de":
		return u.mehrere
	case single:
		return u.one
	}
	return u.more
}
