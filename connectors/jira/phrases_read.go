package jira

import "sayso/connectors"

func searchAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"find", "search", "list", "show", "get", "fetch", "look for", "look up", "collect", "pull", "gather", "go through", "check", "run", "count", "pull up", "dig up"},
			Objects: []string{"issue", "Jira issue", "ticket", "Jira ticket", "bug", "task", "story", "backlog", "JQL", "JQL query"},
			Patterns: []string{
				"find all issues in {project}", "find issues in {project} with status {status}", "find all {status} issues in {project}", "list the {status} issues in {project}", "list all {status} tickets", "show {status} issues of {assignee}", "show me the issues of {assignee}",
				"search Jira for {text}", "search the issues for {text}", "look for issues about {text}", "find issues about {text} in {project}", "all issues in {project} assigned to {assignee}", "every Jira issue in project {project} with status {status}",
				"every issue in {project} with status {status}", "the {status} issues in {project} of the last {since}", "issues created since {since} in {project}", "issues by the JQL {jql}", "run the JQL {jql}", "get the first {limit} issues in {project}",
			},
			Cues: map[string][]string{
				"jql":      {"JQL", "by the JQL", "with the JQL", "query"},
				"project":  {"in", "in project", "in the project", "of project", "project", "from", "in the Jira project"},
				"status":   {"with status", "with the status", "status", "that are", "in status", "which are"},
				"assignee": {"assigned to", "of", "by", "assignee", "for", "owned by"},
				"text":     {"about", "for", "mentioning", "mention", "mentions", "containing", "contain", "contains", "with the words", "that mention", "matching"},
				"since":    {"since", "from the last", "of the last", "in the last", "created in the last", "from", "after", "within the last"},
				"limit":    {"first", "at most", "up to", "top", "limit", "the latest", "no more than"},
			},
			Examples: []string{
				"Find all open issues in WEB",
				"List the issues in OPS that Anna has in progress",
				"Search Jira for 'CSV export' and show the first 10",
				"Show the HELP tickets of the last 7 days",
			},
		},
		De: connectors.Asks{
			Verbs:   []string{"suchen", "finden", "auf|listen", "zeigen", "an|zeigen", "holen", "heraus|suchen", "sammeln", "ab|rufen", "durch|gehen", "prüfen", "raus|suchen", "nach|schauen", "nach|sehen", "aus|führen", "heraus|finden", "zählen"},
			Objects: []string{"Vorgang", "Jira-Vorgang", "Ticket", "Jira-Ticket", "Issue", "Bug", "Fehler", "Aufgabe", "Backlog", "JQL", "JQL-Abfrage", "Story"},
			Patterns: []string{
				"suche alle Vorgänge in {project}", "such alle Tickets in {project} mit Status {status}", "finde alle {status} Vorgänge in {project}", "zeig mir die {status} Tickets in {project}", "zeige die {status} Vorgänge von {assignee}", "liste die {status} Tickets auf",
				"liste alle Vorgänge im Projekt {project} auf", "suche in Jira nach {text}", "such in Jira nach {text}", "suche Vorgänge zu {text}", "finde Tickets zu {text} in {project}", "alle Vorgänge in {project} mit Status {status}",
				"die {status} Vorgänge in {project} der letzten {since}", "Vorgänge seit {since} in {project}", "Vorgänge mit der JQL {jql}", "hol die ersten {limit} Vorgänge in {project}",
			},
			Cues: map[string][]string{
				"jql":      {"JQL", "mit der JQL", "Abfrage"},
				"project":  {"in", "aus", "im Projekt", "aus Projekt", "aus dem Projekt", "Projekt", "im Jira-Projekt", "von Projekt"},
				"status":   {"mit Status", "mit dem Status", "im Status", "Status", "die noch"},
				"assignee": {"von", "zugewiesen an", "Bearbeiter", "für"},
				"text":     {"nach", "zu", "über", "enthalten", "enthält", "erwähnen", "erwähnt", "mit den Wörtern", "mit dem Wort", "zum Thema", "in denen"},
				"since":    {"seit", "der letzten", "aus den letzten", "in den letzten", "von den letzten", "ab", "innerhalb der letzten"},
				"limit":    {"die ersten", "höchstens", "maximal", "bis zu", "die letzten", "nicht mehr als"},
			},
			Examples: []string{
				"Suche alle offenen Vorgänge in WEB",
				"Zeig mir die Tickets in OPS, die Anna in Arbeit hat",
				"Such in Jira nach „CSV-Export“, höchstens 10",
				"Liste die HELP-Tickets der letzten 7 Tage auf",
			},
		},
	}
}

func getAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"get", "show", "look at", "look up", "read", "fetch", "open up", "check", "view", "pull up", "check on"},
			Objects:  []string{"issue", "Jira issue", "ticket", "Jira ticket", "bug", "details", "status of the issue"},
			Patterns: []string{"show me {issue}", "look at {issue}", "look up {issue}", "get {issue}", "read {issue}", "what is {issue} about", "what is the status of {issue}", "check {issue}", "show the details of {issue}"},
			Cues:     map[string][]string{"issue": {"issue", "ticket", "bug", "of", "Jira issue", "the issue", "the ticket"}},
			Examples: []string{"Look at OPS-12", "What is the status of WEB-3?", "Show me the Jira issue PLAT-1"},
		},
		De: connectors.Asks{
			Verbs:    []string{"an|sehen", "an|schauen", "zeigen", "lesen", "holen", "ab|rufen", "nach|sehen", "prüfen", "nach|schauen"},
			Objects:  []string{"Vorgang", "Jira-Vorgang", "Ticket", "Jira-Ticket", "Issue", "Bug", "Details", "Status des Vorgangs"},
			Patterns: []string{"zeig mir {issue}", "zeige {issue}", "sieh dir {issue} an", "schau dir {issue} an", "hol {issue}", "lies {issue}", "worum geht es in {issue}", "wie ist der Status von {issue}", "prüfe {issue}"},
			Cues:     map[string][]string{"issue": {"Vorgang", "Ticket", "Issue", "Bug", "von", "den Vorgang", "das Ticket"}},
			Examples: []string{"Sieh dir OPS-12 an", "Wie ist der Status von WEB-3?", "Zeig mir den Jira-Vorgang PLAT-1"},
		},
	}
}

func deleteAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"delete", "remove", "erase", "get rid of", "destroy", "trash"},
			Objects:  []string{"issue", "Jira issue", "ticket", "Jira ticket", "bug", "task", "story"},
			Patterns: []string{"delete {issue}", "delete the issue {issue}", "delete ticket {issue}", "remove {issue} from Jira", "get rid of {issue}"},
			Cues:     map[string][]string{"issue": {"issue", "ticket", "bug", "Jira issue", "the issue", "the ticket"}},
			Examples: []string{"Delete TEST-99", "Remove the Jira issue OPS-7"},
		},
		De: connectors.Asks{
			Verbs:    []string{"löschen", "entfernen", "weg|werfen", "beseitigen", "weg|machen"},
			Objects:  []string{"Vorgang", "Jira-Vorgang", "Ticket", "Jira-Ticket", "Issue", "Bug", "Aufgabe"},
			Patterns: []string{"lösche {issue}", "lösch {issue}", "lösche das Ticket {issue}", "lösche den Vorgang {issue}", "entferne {issue} aus Jira", "{issue} löschen"},
			Cues:     map[string][]string{"issue": {"Vorgang", "Ticket", "Issue", "Bug", "den Vorgang", "das Ticket"}},
			Examples: []string{"Lösche TEST-99", "Entferne den Jira-Vorgang OPS-7"},
		},
	}
}

func createdAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"create", "open", "file", "raise", "log", "report", "come in", "appear", "arrive", "add"},
			Objects: []string{"issue", "Jira issue", "ticket", "Jira ticket", "bug", "task"},
			Patterns: []string{
				"an issue is created in {project}", "a Jira issue is created in {project}", "a new issue is created in the Jira project {project}", "an issue is opened in {project}", "a bug is filed in {project}", "somebody opens an issue in {project}",
				"somebody files a bug in {project}", "a ticket is created in {project}", "a new ticket comes in", "a new issue in {project} comes in", "a Jira ticket is opened", "any new issue in the Jira project {project}", "there is a new issue in {project}",
				"a new issue in {project}", "an issue in {project} gets created",
			},
			Cues:     map[string][]string{"project": {"in", "in project", "in the project", "in the Jira project", "project", "for"}},
			Examples: []string{"When an issue is created in the Jira project HELP", "Whenever somebody files a bug in WEB", "Any new issue in the Jira project HELP"},
		},
		De: connectors.Asks{
			Verbs:   []string{"an|legen", "erstellen", "auf|machen", "eröffnen", "öffnen", "rein|kommen", "ein|gehen", "melden", "auf|tauchen"},
			Objects: []string{"Vorgang", "Jira-Vorgang", "Ticket", "Jira-Ticket", "Issue", "Bug", "Fehler"},
			Patterns: []string{
				"ein Vorgang in {project} angelegt wird", "ein Vorgang im Jira-Projekt {project} angelegt wird", "ein neuer Vorgang in {project} angelegt wird", "in {project} ein Vorgang angelegt wird", "in {project} ein Ticket erstellt wird",
				"ein Ticket in {project} aufgemacht wird", "ein Bug in {project} gemeldet wird", "jemand in {project} ein Ticket anlegt", "jemand einen Bug in {project} meldet", "ein neues Ticket reinkommt", "ein neuer Vorgang reinkommt",
				"neuer Vorgang im Jira-Projekt {project}", "ein neues Ticket in {project} eingeht", "es einen neuen Vorgang in {project} gibt",
			},
			Cues:     map[string][]string{"project": {"in", "im Projekt", "im Jira-Projekt", "Projekt", "für"}},
			Examples: []string{"Wenn im Jira-Projekt HELP ein Vorgang angelegt wird", "Sobald jemand einen Bug in WEB meldet", "Neuer Vorgang im Jira-Projekt LEGAL"},
		},
	}
}
