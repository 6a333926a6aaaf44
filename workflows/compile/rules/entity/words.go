package entity

import (
	"maps"
	"slices"
	"strings"
)

// Words lists the words that values are written with, by language: units of time, months, days, numbers, and what comes again and again. Those that both languages
// have stand under "".
func Words() map[string][]string {
	all := map[string]bool{}
	for _, w := range slices.Concat(slices.Collect(maps.Keys(units)), slices.Collect(maps.Keys(months)), slices.Collect(maps.Keys(weekdays)),
		slices.Collect(maps.Keys(relativeDays)), slices.Collect(maps.Keys(englishWords)), slices.Collect(maps.Keys(germanWords))) {
		all[w] = true
	}
	german := strings.Fields(`sekunde sekunden minuten stunde stunden tage tagen woche wochen monat monate monaten jahr jahre jahren januar
		jänner februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag heute
		morgen übermorgen gestern vorgestern`)
	list := map[string][]string{}
	for _, w := range slices.Sorted(maps.Keys(all)) {
		lang := "en"
		switch _, number := germanWords[w]; {
		case number || slices.Contains(german, w):
			lang = "de"
		case w == "april" || w == "august" || w == "september" || w == "november":
			lang = ""
		}
		list[lang] = append(list[lang], w)
	}
	for _, cycles := range []map[string]cycle{namedCycles, cycleNouns} {
		for _, w := range slices.Sorted(maps.Keys(cycles)) {
			if !all[w] {
				list[""] = append(list[""], w)
			}
		}
	}
	return list
}
