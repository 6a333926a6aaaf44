package zendesk

import "sayso/connectors"

func createAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"open", "create", "raise", "file", "log", "submit", "add", "make", "start", "register"},
			Objects: []string{"ticket", "Zendesk ticket", "support ticket", "support request", "support case", "case", "help desk ticket", "customer ticket"},
			Patterns: []string{
				"open a ticket for {requester}: {subject}", "open a support ticket about {subject}", "create a ticket in Zendesk with the subject {subject}", "create a {priority} ticket for {requester}", "raise a support case: {subject}",
			},
			Cues: map[string][]string{
				"subject":   {"subject", "with the subject", "titled", "about", "regarding", "called", ":"},
				"body":      {"body", "with the text", "saying", "with the message", "message", "description", "with the description"},
				"requester": {"for", "requester", "requested by", "on behalf of", "in the name of", "customer", "from", "as the requester", "as requester"},
				"priority":  {"priority", "with priority", "prio"},
				"tags":      {"tag", "tags", "tagged", "with the tag", "with the tags"},
				"assignee":  {"assigned to", "assign it to", "assignee", "for agent", "agent"},
			},
			Examples: []string{
				"Open a Zendesk ticket for kim@orchid.example about a double charge, priority high",
				"Create a support ticket with the subject “Parcel missing” saying the tracking stopped on Monday",
			},
		},
		De: connectors.Asks{
			Verbs:   []string{"eröffnen", "an|legen", "erstellen", "auf|machen", "öffnen", "erfassen", "ein|stellen", "machen", "ein|reichen", "auf|nehmen"},
			Objects: []string{"Ticket", "Zendesk-Ticket", "Support-Ticket", "Supportticket", "Supportanfrage", "Support-Anfrage", "Supportfall", "Kundenticket", "Kundenanfrage"},
			Patterns: []string{
				"eröffne ein Ticket für {requester}: {subject}", "leg ein Support-Ticket zu {subject} an", "erstelle in Zendesk ein Ticket mit dem Betreff {subject}", "mach ein Zendesk-Ticket auf: {subject}",
			},
			Cues: map[string][]string{
				"subject":   {"Betreff", "mit dem Betreff", "mit Betreff", "mit dem Titel", "zu", "zum Thema", "wegen", ":"},
				"body":      {"Text", "mit dem Text", "mit der Nachricht", "Nachricht", "Beschreibung", "mit der Beschreibung"},
				"requester": {"für", "im Namen von", "Anfragender", "Anfragesteller", "Anfragestellerin", "als Anfragesteller", "als Anfragender", "Kunde", "von"},
				"priority":  {"Priorität", "mit Priorität", "Prio", "mit Prio"},
				"tags":      {"Tag", "Tags", "mit dem Tag", "mit den Tags", "Schlagwort"},
				"assignee":  {"zugewiesen an", "Bearbeiter", "Bearbeiterin", "Agent", "zuständig"},
			},
			Examples: []string{
				"Eröffne ein Zendesk-Ticket für kim@orchid.example wegen einer doppelten Abbuchung, Priorität hoch",
				"Lege ein Support-Ticket mit dem Betreff „Paket fehlt“ an",
			},
		},
	}
}

func updateAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"update", "change", "set", "assign", "reassign", "escalate", "close", "solve", "resolve", "reopen", "tag", "label", "mark", "move", "raise", "lower", "bump", "put", "give", "hand", "prioritize", "add"},
			Objects: []string{"ticket", "Zendesk ticket", "support ticket", "case", "support case", "priority", "status", "assignee", "tag"},
			Patterns: []string{
				"set {ticket} to {status}", "set ticket {ticket} to {priority}", "set the priority of ticket {ticket} to {priority}", "raise ticket {ticket} to {priority}", "assign ticket {ticket} to {assignee}", "give ticket {ticket} to {assignee}",
				"tag ticket {ticket} with {tags}", "tag it {tags}", "add the tag {tags} to ticket {ticket}", "mark ticket {ticket} as {status}", "assign it to {assignee}", "set its priority to {priority}",
			},
			Cues: map[string][]string{
				"ticket":   {"ticket", "case", "ticket number", "Zendesk ticket", "number"},
				"status":   {"status", "to", "as", "to status", "status to"},
				"priority": {"priority", "priority to", "to priority", "prio"},
				"tags":     {"tag", "tags", "with the tag", "the tag", "tagged", "with"},
				"assignee": {"to", "assignee", "agent", "to agent"},
			},
			Examples: []string{"Set ticket 4711 to urgent", "Assign Zendesk ticket 4711 to Nora", "Tag ticket 4711 with refund", "Mark ticket 4711 as solved"},
		},
		De: connectors.Asks{
			Verbs:   []string{"ändern", "setzen", "zu|weisen", "eskalieren", "aktualisieren", "stellen", "schließen", "lösen", "wieder|eröffnen", "taggen", "markieren", "hoch|stufen", "herab|stufen", "versehen", "geben", "übergeben", "priorisieren", "hoch|setzen", "verschlagworten"},
			Objects: []string{"Ticket", "Zendesk-Ticket", "Support-Ticket", "Supportticket", "Priorität", "Status", "Bearbeiter", "Tag", "Supportfall"},
			Patterns: []string{
				"setze Ticket {ticket} auf {status}", "setze die Priorität von Ticket {ticket} auf {priority}", "stell Ticket {ticket} auf {priority}", "weise Ticket {ticket} {assignee} zu", "weis das Ticket {ticket} {assignee} zu", "gib Ticket {ticket} an {assignee}",
				"versieh Ticket {ticket} mit dem Tag {tags}", "füge Ticket {ticket} den Tag {tags} hinzu", "markiere Ticket {ticket} als {status}", "stufe Ticket {ticket} auf {priority} hoch",
			},
			Cues: map[string][]string{
				"ticket":   {"Ticket", "Zendesk-Ticket", "Ticketnummer", "Nummer", "von Ticket"},
				"status":   {"Status", "auf", "als", "auf Status"},
				"priority": {"Priorität", "Priorität auf", "auf Priorität", "Prio"},
				"tags":     {"Tag", "Tags", "mit dem Tag", "den Tag", "Schlagwort"},
				"assignee": {"an", "Bearbeiter", "Agent"},
			},
			Examples: []string{"Setze Ticket 4711 auf dringend", "Weise das Zendesk-Ticket 4711 Nora zu", "Versieh Ticket 4711 mit dem Tag rückerstattung", "Markiere Ticket 4711 als gelöst"},
		},
	}
}

func commentAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"comment", "reply", "answer", "respond", "add", "leave", "write", "note", "post", "put", "chime in", "weigh in", "chip in"},
			Objects: []string{"comment", "reply", "answer", "response", "note", "internal note", "Zendesk comment", "public comment", "private comment"},
			Patterns: []string{
				"reply to ticket {ticket}: {body}", "answer ticket {ticket} with {body}", "comment on ticket {ticket} that {body}", "leave a note on ticket {ticket}: {body}", "reply to the ticket that {body}", "add an internal note to ticket {ticket}: {body}",
				"reply to the customer that {body}",
			},
			Cues: map[string][]string{
				"ticket": {"ticket", "on ticket", "to ticket", "case", "Zendesk ticket"},
				"body":   {"saying", "with", "with the text", "that", "reading", "comment", "note", ":"},
				"public": {"public", "publicly", "visible to the customer"},
			},
			Examples: []string{"Reply to ticket 4711: the refund is on its way", "Leave an internal note on ticket 4711 that the courier was called"},
		},
		De: connectors.Asks{
			Verbs:   []string{"kommentieren", "antworten", "beantworten", "hinzu|fügen", "schreiben", "hinterlassen", "vermerken", "notieren", "ergänzen", "an|merken"},
			Objects: []string{"Kommentar", "Antwort", "Notiz", "interne Notiz", "Zendesk-Kommentar", "öffentlicher Kommentar", "Anmerkung"},
			Patterns: []string{
				"antworte auf Ticket {ticket}: {body}", "antworte auf Ticket {ticket}, dass {body}", "kommentiere Ticket {ticket} mit {body}", "schreib in Ticket {ticket}, dass {body}", "hinterlasse in Ticket {ticket} eine Notiz: {body}",
				"füge Ticket {ticket} eine interne Notiz hinzu: {body}",
			},
			Cues: map[string][]string{
				"ticket": {"Ticket", "auf Ticket", "im Ticket", "in Ticket", "zu Ticket", "Zendesk-Ticket"},
				"body":   {"mit", "dass", "mit dem Text", "Kommentar", "Notiz", ":"},
				"public": {"öffentlich", "öffentlichen", "für den Kunden sichtbar"},
			},
			Examples: []string{"Antworte auf Ticket 4711: die Erstattung ist unterwegs", "Hinterlasse in Ticket 4711 eine interne Notiz, dass der Kurier angerufen wurde"},
		},
	}
}
