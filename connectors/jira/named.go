package jira

import (
	"slices"

	"sayso/connectors"
)

// named is what Jira knows by id and people by name: a priority, a status, a type of issue.
type named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Words that mean the same, by line, in both languages. They only help to find a name that the site has; a site's own name for
// something always goes first.
var (
	priorityWords = [][]string{
		{"highest", "höchste", "höchster", "sehr hoch", "urgent", "dringend", "critical", "kritisch", "blocker", "top"},
		{"high", "hoch", "hohe", "wichtig", "important", "major"},
		{"medium", "mittel", "mittlere", "normal"},
		{"low", "niedrig", "niedrige", "gering", "minor"},
		{"lowest", "niedrigste", "niedrigster", "sehr niedrig", "geringste", "trivial"},
	}
	statusWords = [][]string{
		{"to do", "todo", "zu erledigen", "offen", "open", "new", "neu", "ausstehend", "backlog"},
		{"in progress", "in arbeit", "in bearbeitung", "wird bearbeitet", "doing", "started", "begonnen", "laufend"},
		{"in review", "review", "in prüfung", "prüfung", "zu prüfen", "im review"},
		{"waiting", "wartend", "wartet", "warten", "on hold", "zurückgestellt", "pending"},
		{"blocked", "blockiert"},
		{"done", "erledigt", "fertig", "closed", "geschlossen", "resolved", "gelöst", "abgeschlossen", "complete", "completed", "finished", "beendet"},
		{"reopened", "wiedereröffnet"},
	}
	typeWords = [][]string{
		{"task", "aufgabe"},
		{"bug", "fehler", "defekt", "defect", "error", "problem"},
		{"story", "user story", "anforderung"},
		{"epic", "epos"},
		{"incident", "störung", "vorfall"},
		{"sub-task", "subtask", "unteraufgabe", "teilaufgabe"},
		{"improvement", "verbesserung", "enhancement"},
		{"new feature", "feature", "feature request", "neue funktion", "funktion"},
		{"service request", "serviceanfrage", "anfrage"},
	}
)

// meant gives those of the offered names that a word stands for: that of the very name, else those of one meaning.
func meant(word string, offered []named, meanings [][]string) []named {
	want := connectors.Fold(word)
	pick := func(fits func(string) bool) []named {
		var found []named
		for _, o := range offered {
			if fits(connectors.Fold(o.Name)) && !slices.ContainsFunc(found, func(n named) bool { return n.Name == o.Name }) {
				found = append(found, o)
			}
		}
		return found
	}
	if exact := pick(func(name string) bool { return name == want && want != "" }); len(exact) > 0 {
		return exact
	}
	for _, line := range meanings {
		if has(line, want) {
			return pick(func(name string) bool { return has(line, name) })
		}
	}
	return nil
}

func has(line []string, folded string) bool {
	return slices.ContainsFunc(line, func(w string) bool { return connectors.Fold(w) == folded })
}

// choose gives the one name that a word stands for.
func choose(what, word string, offered []named, meanings [][]string) (named, error) {
	switch found := meant(word, offered, meanings); len(found) {
	case 0:
		return named{}, connectors.NoSuch(what, word, names(offered))
	case 1:
		return found[0], nil
	default:
		return named{}, connectors.Several(what, word, names(found))
	}
}

func names(list []named) []string {
	all := make([]string, len(list))
	for i, n := range list {
		all[i] = n.Name
	}
	return all
}
