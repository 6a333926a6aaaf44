package servicenow

import "sayso/connectors"

func createAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"open", "create", "raise", "log", "file", "report", "add", "submit", "register", "declare"},
			Objects: []string{"incident", "ServiceNow incident", "ticket", "ServiceNow ticket", "outage", "disruption", "IT ticket", "incident ticket", "SNOW ticket"},
			Patterns: []string{
				"open an incident for {short_description}", "raise an incident about {short_description}", "log an incident: {short_description}", "report {short_description} in ServiceNow", "create a {urgency} urgency incident for {short_description}",
			},
			Cues: map[string][]string{
				"short_description": {"titled", "called", "short description", "for", "about", "that says", "saying", "with the title", ":"},
				"description":       {"description", "with the description", "details", "with the details"},
				"urgency":           {"urgency", "with urgency", "of urgency", "at urgency"},
				"impact":            {"impact", "with impact", "of impact"},
				"assignment_group":  {"assignment group", "for the group", "group", "assigned to", "assign it to", "to the group", "for the team", "assigned to the group"},
				"caller":            {"caller", "reported by", "on behalf of", "for the caller", "for user"},
			},
			Examples: []string{
				"Open a ServiceNow incident: VPN gateway rejects all logins, urgency high",
				"Raise an incident about the broken badge reader, assignment group Facilities",
			},
		},
		De: connectors.Asks{
			Verbs:   []string{"eröffnen", "an|legen", "erstellen", "auf|machen", "öffnen", "melden", "erfassen", "ein|stellen", "auf|nehmen", "auf|geben", "auf|schreiben", "ein|tragen"},
			Objects: []string{"Incident", "ServiceNow-Incident", "Ticket", "ServiceNow-Ticket", "Störung", "Störungsmeldung", "Vorfall", "IT-Ticket", "Ausfall"},
			Patterns: []string{
				"eröffne einen Incident zu {short_description}", "leg einen Incident an: {short_description}", "melde eine Störung: {short_description}", "melde {short_description} in ServiceNow", "mach einen Incident für {short_description} auf",
			},
			Cues: map[string][]string{
				"short_description": {"mit dem Titel", "Titel", "Kurzbeschreibung", "für", "zu", "wegen", "namens", ":"},
				"description":       {"Beschreibung", "mit der Beschreibung", "Details"},
				"urgency":           {"Dringlichkeit", "mit Dringlichkeit", "mit der Dringlichkeit"},
				"impact":            {"Auswirkung", "mit Auswirkung"},
				"assignment_group":  {"Zuweisungsgruppe", "Gruppe", "für die Gruppe", "an die Gruppe", "zugewiesen an", "für das Team", "Team"},
				"caller":            {"Melder", "Melderin", "gemeldet von", "im Namen von", "Anrufer", "Anruferin", "Meldende"},
			},
			Examples: []string{
				"Eröffne einen ServiceNow-Incident: VPN-Gateway lehnt alle Anmeldungen ab, Dringlichkeit hoch",
				"Melde eine Störung wegen des defekten Ausweislesers, Gruppe Facilities",
			},
		},
	}
}

func updateAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"update", "change", "set", "assign", "reassign", "escalate", "move", "raise", "lower", "edit", "route", "put", "bump", "annotate", "add", "leave", "note", "write", "append", "record"},
			Objects: []string{"incident", "ServiceNow incident", "urgency", "assignment group", "state", "ticket", "ServiceNow ticket", "work note", "note"},
			Patterns: []string{
				"set {incident} to {state}", "set the urgency of {incident} to {urgency}", "assign {incident} to {assignment_group}", "reassign {incident} to {assignment_group}", "move {incident} to {state}", "route {incident} to {assignment_group}",
				"raise the urgency of {incident} to {urgency}", "add a work note to {incident}: {note}", "add a note to {incident} that {note}", "leave a note on {incident}: {note}", "add to the notes: {note}", "note on {incident} that {note}",
			},
			Cues: map[string][]string{
				"incident":         {"incident", "ticket", "number"},
				"state":            {"state", "to", "to state", "status", "into"},
				"urgency":          {"urgency", "urgency to", "to urgency"},
				"assignment_group": {"assignment group", "to the group", "to group", "group", "to the team"},
				"note":             {"note", "with the note", "work note", "noting", "saying"},
			},
			Examples: []string{"Set incident INC0010023 to In Progress", "Raise the urgency of INC0010023 to high", "Assign INC0010023 to the group Network"},
		},
		De: connectors.Asks{
			Verbs:   []string{"ändern", "setzen", "zu|weisen", "eskalieren", "aktualisieren", "stellen", "um|hängen", "weiter|leiten", "weiter|geben", "schieben", "bearbeiten", "hoch|stufen", "herab|stufen", "ergänzen", "notieren", "vermerken", "ein|tragen", "hinzu|fügen", "hinterlassen", "schreiben"},
			Objects: []string{"Incident", "ServiceNow-Incident", "Dringlichkeit", "Zuweisungsgruppe", "Status", "Ticket", "ServiceNow-Ticket", "Störung", "Störungsmeldung", "Vorfall", "Arbeitsnotiz", "Notiz", "Vermerk"},
			Patterns: []string{
				"setze {incident} auf {state}", "setze die Dringlichkeit von {incident} auf {urgency}", "weise {incident} der Gruppe {assignment_group} zu", "weis {incident} {assignment_group} zu", "stell {incident} auf {state}", "leite {incident} an {assignment_group} weiter",
				"stufe {incident} auf {urgency} hoch", "notiere im Incident {incident}: {note}", "füge {incident} die Notiz hinzu: {note}", "trag im Incident {incident} ein: {note}",
			},
			Cues: map[string][]string{
				"incident":         {"Incident", "Ticket", "Störung", "Nummer", "von"},
				"state":            {"Status", "auf", "auf Status", "in den Status"},
				"urgency":          {"Dringlichkeit", "Dringlichkeit auf", "auf Dringlichkeit"},
				"assignment_group": {"Zuweisungsgruppe", "der Gruppe", "an die Gruppe", "Gruppe", "dem Team", "an das Team"},
				"note":             {"Notiz", "mit der Notiz", "Arbeitsnotiz", "mit dem Vermerk"},
			},
			Examples: []string{"Setze den Incident INC0010023 auf In Arbeit", "Setze die Dringlichkeit von INC0010023 auf hoch", "Weise INC0010023 der Gruppe Network zu"},
		},
	}
}

func resolveAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"resolve", "close", "fix", "solve", "finish", "complete", "wrap up", "close out", "close off"},
			Objects:  []string{"incident", "ServiceNow incident", "ServiceNow ticket", "ticket", "outage"},
			Patterns: []string{"mark {incident} as resolved", "mark {incident} as fixed", "resolve {incident} with {resolution}", "close {incident} with the resolution {resolution}", "resolve {incident}: {resolution}", "mark {incident} as resolved with {resolution}", "resolve {incident} because {resolution}"},
			Cues: map[string][]string{
				"incident":   {"incident", "ticket", "number"},
				"resolution": {"resolution", "with the resolution", "with the note", "with", "saying", "because", "close notes", "solution", ":"},
			},
			Examples: []string{"Resolve incident INC0010023 with the resolution “certificate renewed”", "Close INC0010023: the disk was replaced"},
		},
		De: connectors.Asks{
			Verbs:    []string{"lösen", "auf|lösen", "schließen", "beheben", "ab|schließen", "erledigen", "zu|machen", "dicht|machen", "fertig|machen"},
			Objects:  []string{"Incident", "ServiceNow-Incident", "ServiceNow-Ticket", "Ticket", "Störung", "Störungsmeldung", "Vorfall"},
			Patterns: []string{"markiere {incident} als gelöst", "{incident} als gelöst markieren", "markiere {incident} als behoben", "löse {incident} mit {resolution}", "schließe {incident} mit der Lösung {resolution}", "schließ {incident}: {resolution}", "markiere {incident} als gelöst mit {resolution}"},
			Cues: map[string][]string{
				"incident":   {"Incident", "Ticket", "Störung", "Nummer"},
				"resolution": {"Lösung", "mit der Lösung", "mit dem Hinweis", "mit", "weil", "Lösungstext", ":"},
			},
			Examples: []string{"Löse den Incident INC0010023 mit der Lösung „Zertifikat erneuert“", "Schließe INC0010023: die Platte wurde getauscht"},
		},
	}
}

func searchAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"find", "search", "list", "show", "get", "fetch", "look up", "look for", "pull", "check", "count", "query", "collect"},
			Objects:  []string{"incident", "ServiceNow incident", "open incident", "ServiceNow ticket", "outage", "ticket"},
			Patterns: []string{"open incidents since {since}", "all {urgency} urgency incidents", "incidents about {query}", "list all {state} incidents", "which incidents are {state}"},
			Cues: map[string][]string{
				"query":   {"about", "mentioning", "containing", "with the words", "for", "regarding"},
				"state":   {"state", "in state", "with state", "that are", "which are"},
				"urgency": {"urgency", "with urgency", "of urgency"},
				"since":   {"since", "from the last", "of the last", "in the last", "opened since", "from"},
				"limit":   {"at most", "the first", "up to", "the latest", "limit"},
			},
			Examples: []string{"Find open incidents about VPN since Monday", "List the high urgency incidents of the last 7 days"},
		},
		De: connectors.Asks{
			Verbs:    []string{"suchen", "finden", "zeigen", "auf|listen", "holen", "heraus|suchen", "ab|rufen", "prüfen", "an|zeigen", "zählen", "sammeln", "nach|sehen"},
			Objects:  []string{"Incident", "ServiceNow-Incident", "offener Incident", "ServiceNow-Ticket", "Störung", "Störungsmeldung", "Ausfall", "Vorfall", "Ticket"},
			Patterns: []string{"offene Incidents seit {since}", "alle Incidents mit Dringlichkeit {urgency}", "Incidents zu {query}", "welche Incidents sind {state}"},
			Cues: map[string][]string{
				"query":   {"zu", "zum Thema", "mit dem Text", "nach", "über"},
				"state":   {"Status", "im Status", "mit Status", "die"},
				"urgency": {"Dringlichkeit", "mit Dringlichkeit"},
				"since":   {"seit", "der letzten", "aus den letzten", "in den letzten", "ab"},
				"limit":   {"höchstens", "die ersten", "maximal", "bis zu", "die letzten"},
			},
			Examples: []string{"Suche offene Incidents zum Thema VPN seit Montag", "Zeig die Incidents mit Dringlichkeit hoch der letzten 7 Tage"},
		},
	}
}

func createdAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"open", "create", "raise", "log", "file", "report", "come in", "arrive", "appear", "pop up", "submit"},
			Objects:  []string{"incident", "ServiceNow incident", "new incident", "ServiceNow ticket", "ticket", "outage"},
			Patterns: []string{"an incident is opened", "a new incident comes in", "a {urgency} urgency incident is raised", "a {urgency} urgency incident comes in", "there is a new incident", "somebody raises an incident", "a new ServiceNow incident"},
			Cues:     map[string][]string{"urgency": {"urgency", "with urgency", "of urgency"}},
			Examples: []string{"When a high urgency incident is raised in ServiceNow", "Whenever a new incident comes in"},
		},
		De: connectors.Asks{
			Verbs:    []string{"eröffnen", "an|legen", "erstellen", "auf|machen", "melden", "rein|kommen", "ein|gehen", "auf|tauchen", "herein|kommen", "ein|treffen"},
			Objects:  []string{"Incident", "ServiceNow-Incident", "neuer Incident", "ServiceNow-Ticket", "Ticket", "Störung", "Vorfall"},
			Patterns: []string{"ein Incident eröffnet wird", "ein neuer Incident reinkommt", "ein Incident mit Dringlichkeit {urgency} eröffnet wird", "eine Störung gemeldet wird", "es einen neuen Incident gibt", "neuer Incident in ServiceNow"},
			Cues:     map[string][]string{"urgency": {"Dringlichkeit", "mit Dringlichkeit", "mit der Dringlichkeit"}},
			Examples: []string{"Wenn in ServiceNow ein Incident mit Dringlichkeit hoch eröffnet wird", "Sobald eine Störung gemeldet wird"},
		},
	}
}
