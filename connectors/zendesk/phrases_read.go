package zendesk

import "sayso/connectors"

func searchAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"find", "search", "list", "show", "get", "fetch", "look up", "look for", "pull", "check", "count", "collect", "gather", "query"},
			Objects:  []string{"ticket", "Zendesk ticket", "support ticket", "open ticket", "case", "support request", "support case"},
			Patterns: []string{"open tickets since {since}", "all {priority} tickets", "all {status} tickets", "tickets about {query}", "list all {status} tickets", "which tickets are {status}"},
			Cues: map[string][]string{
				"query":    {"about", "mentioning", "containing", "with the words", "for", "regarding"},
				"status":   {"status", "with status", "that are", "which are"},
				"priority": {"priority", "with priority", "of priority"},
				"since":    {"since", "from the last", "of the last", "in the last", "opened since", "from"},
				"limit":    {"at most", "the first", "up to", "the latest", "limit"},
			},
			Examples: []string{"Find all open tickets about refunds since Monday", "List the urgent Zendesk tickets of the last 7 days"},
		},
		De: connectors.Asks{
			Verbs:    []string{"suchen", "finden", "zeigen", "auf|listen", "holen", "heraus|suchen", "ab|rufen", "prüfen", "an|zeigen", "zählen", "sammeln", "nach|sehen"},
			Objects:  []string{"Ticket", "Zendesk-Ticket", "Support-Ticket", "Supportticket", "offenes Ticket", "Supportanfrage"},
			Patterns: []string{"offene Tickets seit {since}", "alle Tickets mit Priorität {priority}", "Tickets zu {query}", "alle {status} Tickets", "welche Tickets sind {status}"},
			Cues: map[string][]string{
				"query":    {"zu", "zum Thema", "mit dem Text", "nach", "über"},
				"status":   {"Status", "mit Status", "im Status"},
				"priority": {"Priorität", "mit Priorität"},
				"since":    {"seit", "der letzten", "aus den letzten", "in den letzten", "ab"},
				"limit":    {"höchstens", "die ersten", "maximal", "bis zu", "die letzten"},
			},
			Examples: []string{"Suche alle offenen Tickets zum Thema Erstattung seit Montag", "Zeig die dringenden Zendesk-Tickets der letzten 7 Tage"},
		},
	}
}

func getAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"get", "show", "read", "fetch", "open", "look at", "look up", "pull up", "check", "load"},
			Objects:  []string{"ticket", "Zendesk ticket", "support ticket", "case"},
			Patterns: []string{"show ticket {ticket}", "what is ticket {ticket} about", "get ticket {ticket} from Zendesk", "read ticket {ticket}"},
			Cues:     map[string][]string{"ticket": {"ticket", "case", "number", "Zendesk ticket", "ticket number"}},
			Examples: []string{"Show Zendesk ticket 4711", "Read ticket 4711"},
		},
		De: connectors.Asks{
			Verbs:    []string{"zeigen", "lesen", "holen", "öffnen", "an|sehen", "an|schauen", "ab|rufen", "auf|rufen", "laden", "nach|schlagen"},
			Objects:  []string{"Ticket", "Zendesk-Ticket", "Support-Ticket", "Supportticket"},
			Patterns: []string{"zeig Ticket {ticket}", "worum geht es in Ticket {ticket}", "hol Ticket {ticket} aus Zendesk"},
			Cues:     map[string][]string{"ticket": {"Ticket", "Zendesk-Ticket", "Ticketnummer", "Nummer"}},
			Examples: []string{"Zeig das Zendesk-Ticket 4711", "Lies Ticket 4711"},
		},
	}
}

func createdAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"open", "create", "raise", "file", "come in", "arrive", "submit", "appear", "pop up", "get", "receive", "land"},
			Objects:  []string{"ticket", "Zendesk ticket", "support ticket", "new ticket", "support request", "case", "customer ticket"},
			Patterns: []string{"a ticket is opened in Zendesk", "a new ticket comes in", "a {priority} ticket comes in", "a {priority} priority ticket is created", "a customer opens a ticket", "there is a new ticket", "a new Zendesk ticket"},
			Cues:     map[string][]string{"priority": {"priority", "with priority", "of priority"}},
			Examples: []string{"When an urgent ticket comes in on Zendesk", "Whenever a customer opens a support ticket"},
		},
		De: connectors.Asks{
			Verbs:    []string{"eröffnen", "an|legen", "erstellen", "auf|machen", "rein|kommen", "ein|gehen", "herein|kommen", "ein|treffen", "auf|tauchen", "stellen", "bekommen"},
			Objects:  []string{"Ticket", "Zendesk-Ticket", "Support-Ticket", "Supportticket", "neues Ticket", "Supportanfrage", "Kundenanfrage"},
			Patterns: []string{"in Zendesk ein Ticket eröffnet wird", "ein neues Ticket reinkommt", "ein dringendes Ticket reinkommt", "ein Ticket mit Priorität {priority} eingeht", "ein Kunde ein Ticket eröffnet", "es ein neues Ticket gibt", "neues Zendesk-Ticket"},
			Cues:     map[string][]string{"priority": {"Priorität", "mit Priorität", "mit der Priorität"}},
			Examples: []string{"Wenn in Zendesk ein Ticket mit Priorität urgent reinkommt", "Sobald ein Kunde ein Support-Ticket eröffnet"},
		},
	}
}
