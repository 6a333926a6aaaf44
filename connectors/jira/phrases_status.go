package jira

import "sayso/connectors"

func transitionAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"move", "transition", "set", "close", "resolve", "reopen", "start", "finish", "complete", "mark", "put", "bring", "advance", "drag", "change", "switch", "shift", "push", "send", "flip", "progress"},
			Objects: []string{"issue", "Jira issue", "ticket", "Jira ticket", "bug", "task", "story", "status"},
			Patterns: []string{
				"move {issue} to {status}", "move ticket {issue} to {status}", "move {issue} into {status}", "move the issue {issue} to {status}", "set {issue} to {status}", "set the status of {issue} to {status}", "set {issue} to status {status}",
				"transition {issue} to {status}", "change the status of {issue} to {status}", "mark {issue} as {status}", "mark issue {issue} {status}", "put {issue} into {status}", "put {issue} back to {status}", "bring {issue} to {status}",
				"{issue} is {status}", "move it to {status}", "set it to {status}", "mark it as {status}", "move {issue} to {status} and comment {comment}", "set {issue} to {status} with the comment {comment}",
			},
			Cues: map[string][]string{
				"issue":   {"issue", "ticket", "bug", "Jira issue", "the issue", "of"},
				"status":  {"to", "to status", "as", "into", "status", "to the status", "back to"},
				"comment": {"with the comment", "and comment", "comment", "saying", "with the note", "noting"},
			},
			Examples: []string{
				"Move WEB-3 to Done",
				"Set OPS-2 to In Progress with the comment 'on it'",
				"Mark PLAT-1 as done",
			},
		},
		De: connectors.Asks{
			Verbs:   []string{"setzen", "verschieben", "schieben", "stellen", "ziehen", "schließen", "erledigen", "ab|schließen", "lösen", "wieder|eröffnen", "beginnen", "markieren", "bringen", "um|stellen", "überführen", "ändern", "wechseln", "rücken", "um|schalten", "zu|machen", "fertig|stellen", "packen", "legen"},
			Objects: []string{"Vorgang", "Jira-Vorgang", "Ticket", "Jira-Ticket", "Issue", "Bug", "Aufgabe", "Status"},
			Patterns: []string{
				"setze {issue} auf {status}", "setz {issue} auf {status}", "setze Ticket {issue} auf {status}", "setze {issue} auf Status {status}", "setze den Status von {issue} auf {status}", "stelle {issue} auf {status}", "stell {issue} auf {status}",
				"verschiebe {issue} nach {status}", "verschieb {issue} auf {status}", "schieb {issue} auf {status}", "schiebe {issue} nach {status}", "zieh {issue} auf {status}", "ziehe {issue} nach {status}", "bring {issue} auf {status}",
				"markiere {issue} als {status}", "ändere den Status von {issue} auf {status}", "{issue} auf {status} setzen", "{issue} auf {status} stellen", "{issue} ist {status}",
				"setze {issue} auf {status} und kommentiere {comment}", "setze {issue} auf {status} mit dem Kommentar {comment}",
			},
			Cues: map[string][]string{
				"issue":   {"Vorgang", "Ticket", "Issue", "Bug", "von", "den Vorgang", "das Ticket"},
				"status":  {"auf", "auf Status", "nach", "als", "in", "in den Status", "Status", "zurück auf"},
				"comment": {"mit dem Kommentar", "und kommentiere", "Kommentar", "mit dem Hinweis", "mit der Notiz"},
			},
			Examples: []string{
				"Setze WEB-3 auf erledigt",
				"Verschiebe OPS-2 nach In Arbeit mit dem Kommentar „bin dran“",
				"Markiere PLAT-1 als fertig",
			},
		},
	}
}

func commentAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"comment", "add", "leave", "write", "note", "post", "append", "reply", "put", "drop", "attach", "record", "respond", "answer", "enter"},
			Objects: []string{"comment", "Jira comment", "note", "remark", "notice"},
			Patterns: []string{
				"comment on {issue}: {body}", "comment on {issue} that {body}", "comment {body} on {issue}", "comment {issue} with {body}", "add a comment to {issue}: {body}", "add a comment to {issue} saying {body}", "add the comment {body} to {issue}",
				"add the comment {body}", "add {body} as a comment to {issue}", "leave a comment on {issue} that {body}", "leave a comment on {issue}: {body}", "write {body} on {issue}", "write in {issue} that {body}", "note on {issue} that {body}",
				"append it as a comment to {issue}", "put a comment on {issue}: {body}",
			},
			Cues: map[string][]string{
				"issue": {"on", "to", "issue", "ticket", "in", "under", "on issue", "on ticket", "to issue", "to ticket"},
				"body":  {"saying", "that", "with", "with the text", "reading", "comment", "text", ":"},
			},
			Examples: []string{
				"Comment on OPS-12: the disk was replaced",
				"Add a comment to WEB-3 saying that the fix is live",
				"Leave a comment on PLAT-1 that we ship on Friday",
			},
		},
		De: connectors.Asks{
			Verbs:   []string{"kommentieren", "hinzu|fügen", "schreiben", "hinterlassen", "an|merken", "vermerken", "ergänzen", "notieren", "an|hängen", "posten", "ein|tragen", "dazu|schreiben", "drunter|schreiben", "dran|schreiben", "antworten", "dran|hängen"},
			Objects: []string{"Kommentar", "Jira-Kommentar", "Anmerkung", "Notiz", "Vermerk", "Bemerkung", "Hinweis"},
			Patterns: []string{
				"kommentiere {issue} mit {body}", "kommentiere {issue}: {body}", "kommentiere in {issue}, dass {body}", "kommentiere {body} in {issue}", "schreib in {issue}, dass {body}", "schreibe in {issue} {body}", "schreib {body} in {issue}",
				"schreib einen Kommentar in {issue}: {body}", "schreibe einen Kommentar zu {issue}: {body}", "füge {issue} einen Kommentar hinzu: {body}", "füge {issue} den Kommentar {body} hinzu", "hinterlasse in {issue} den Kommentar {body}",
				"hinterlass einen Kommentar in {issue}: {body}", "vermerke in {issue}, dass {body}", "notiere in {issue}, dass {body}", "{issue} kommentieren: {body}", "häng {body} als Kommentar an {issue} an", "als Kommentar anhängen",
			},
			Cues: map[string][]string{
				"issue": {"in", "zu", "an", "Vorgang", "Ticket", "Issue", "bei", "im Vorgang", "im Ticket", "unter"},
				"body":  {"mit", "dass", "mit dem Text", "mit den Worten", "Kommentar", "Text", ":"},
			},
			Examples: []string{
				"Kommentiere OPS-12 mit „Die Platte wurde getauscht“",
				"Schreib in WEB-3, dass der Fix live ist",
				"Füge PLAT-1 einen Kommentar hinzu: wir liefern am Freitag",
			},
		},
	}
}

func transitionedAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"move", "change", "transition", "close", "resolve", "reach", "become", "go", "turn", "finish", "complete"},
			Objects: []string{"issue", "Jira issue", "ticket", "Jira ticket", "bug", "task", "status"},
			Patterns: []string{
				"an issue in {project} moves to {status}", "an issue in the Jira project {project} moves to {status}", "an issue moves to {status}", "a Jira issue moves to {status}", "a ticket in {project} goes to {status}", "an issue in {project} is set to {status}",
				"an issue is moved to {status}", "an issue in {project} becomes {status}", "an issue in {project} reaches {status}", "an issue in {project} changes its status", "the status of an issue in {project} changes to {status}", "a ticket in {project} is {status}",
				"an issue in {project} is closed", "an issue is transitioned to {status}",
			},
			Cues: map[string][]string{
				"project": {"in", "in project", "in the project", "in the Jira project", "project", "of"},
				"status":  {"to", "to status", "becomes", "reaches", "into", "is", "status", "as"},
			},
			Examples: []string{"As soon as an issue in the Jira project CORE moves to Done", "When a ticket in OPS is set to In Progress"},
		},
		De: connectors.Asks{
			Verbs:   []string{"wandern", "wechseln", "setzen", "erreichen", "verschieben", "schließen", "ändern", "ziehen", "schieben"},
			Objects: []string{"Vorgang", "Jira-Vorgang", "Ticket", "Jira-Ticket", "Issue", "Bug", "Status"},
			Patterns: []string{
				"ein Vorgang im Projekt {project} auf {status} wandert", "ein Vorgang im Jira-Projekt {project} auf {status} wandert", "ein Vorgang in {project} auf {status} gesetzt wird", "ein Ticket in {project} auf {status} gesetzt wird", "ein Vorgang auf {status} gesetzt wird",
				"ein Vorgang in {project} auf {status} geht", "ein Ticket in {project} auf {status} wechselt", "ein Vorgang in {project} {status} ist", "ein Vorgang in {project} nach {status} verschoben wird", "der Status eines Vorgangs in {project} sich ändert",
				"der Status eines Vorgangs auf {status} wechselt", "ein Vorgang den Status {status} erreicht", "ein Vorgang in {project} geschlossen wird",
			},
			Cues: map[string][]string{
				"project": {"in", "im Projekt", "im Jira-Projekt", "Projekt", "aus"},
				"status":  {"auf", "auf Status", "nach", "den Status", "in", "Status"},
			},
			Examples: []string{"Sobald ein Vorgang im Jira-Projekt CORE auf Done wandert", "Wenn ein Ticket in OPS auf In Arbeit gesetzt wird"},
		},
	}
}
