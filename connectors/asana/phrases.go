package asana

import "sayso/connectors"

func createAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"create", "add", "make", "open", "set up", "put", "write", "file", "assign", "schedule", "plan", "give", "remind", "log", "note down", "jot down", "start", "enter", "register"},
			Objects: []string{"task", "Asana task", "to-do", "todo", "to-do item", "follow-up task", "reminder", "action item", "follow-up"},
			Patterns: []string{
				"create a task {name}", "create a task to {name}", "add a task for {assignee} to {name}", "add a task for {assignee}: {name}", "put {name} on the to-do list", "add {name} to the to-do list", "assign {assignee} a task to {name}", "give {assignee} a task to {name}",
				"add a to-do: {name}", "remind {assignee} to {name}", "create a task in {project}: {name}",
			},
			Cues: map[string][]string{
				"name":     {"to", "called", "titled", "named", "saying", "about", ":"},
				"project":  {"project", "in project", "in the project", "to the project", "in"},
				"notes":    {"notes", "with the notes", "description", "with the description", "details"},
				"assignee": {"for", "assigned to", "assign it to", "assignee", "assign to", "assign"},
				"due":      {"due", "due on", "due by", "by", "until", "deadline", "before"},
			},
			Examples: []string{"Create an Asana task for Nora: check the lease, due 2026-12-01", "Add a task to call the printer in the project Office, due on Friday"},
		},
		De: connectors.Asks{
			Verbs:   []string{"an|legen", "erstellen", "hinzu|fügen", "ein|tragen", "machen", "erfassen", "auf|nehmen", "ein|stellen", "geben", "auf|schreiben", "aufs Auge drücken", "ein|planen", "setzen", "zu|weisen", "erinnern", "notieren", "auf|machen", "erzeugen", "an|fügen", "ein|richten", "auf|geben"},
			Objects: []string{"Aufgabe", "Asana-Aufgabe", "To-do", "Todo", "Task", "Asana-Task", "Folgeaufgabe", "Erinnerung", "To-do-Punkt"},
			Patterns: []string{
				"leg eine Aufgabe an: {name}", "leg für {assignee} eine Aufgabe an: {name}", "erstelle eine Aufgabe {name}", "erstelle für {assignee} die Aufgabe {name}", "setz {name} auf die Aufgabenliste", "gib {assignee} die Aufgabe {name}", "trag {name} als Aufgabe ein",
				"erinnere {assignee} daran {name}", "leg in {project} eine Aufgabe an: {name}",
			},
			Cues: map[string][]string{
				"name":     {"namens", "mit dem Titel", "mit dem Namen", "dass", "zu", ":"},
				"project":  {"Projekt", "im Projekt", "in Projekt", "ins Projekt", "in"},
				"notes":    {"Notizen", "mit der Notiz", "Beschreibung", "mit der Beschreibung", "Details"},
				"assignee": {"für", "zugewiesen an", "Bearbeiter", "zuständig", "Zuständige"},
				"due":      {"fällig am", "fällig bis", "fällig", "bis", "bis zum", "Frist", "spätestens am"},
			},
			Examples: []string{"Lege für Nora eine Asana-Aufgabe an: Mietvertrag prüfen, fällig am 1.12.2026", "Erstelle im Projekt Büro die Aufgabe „Druckerei anrufen“, fällig bis Freitag"},
		},
	}
}

func updateAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"update", "change", "set", "assign", "reassign", "rename", "move", "postpone", "edit", "hand", "give", "push", "reschedule", "take over", "take on", "handle", "look after", "take care of", "delay", "pass on", "modify"},
			Objects: []string{"task", "Asana task", "to-do", "due date", "deadline", "assignee", "todo"},
			Patterns: []string{
				"assign the task {task} to {assignee}", "reassign the task {task} to {assignee}", "set the due date of the task {task} to {due}", "move the task {task} to {due}", "rename the task {task} to {name}", "postpone the task {task} to {due}", "give the task {task} to {assignee}",
			},
			Cues: map[string][]string{
				"task":     {"task", "the task", "to-do", "of the task", "Asana task"},
				"name":     {"name", "to", "called", "new name"},
				"notes":    {"notes", "description", "notes to", "description to"},
				"assignee": {"to", "assignee", "assigned to"},
				"due":      {"due date", "due", "to", "until", "by", "deadline"},
			},
			Examples: []string{"Assign the task “Check the lease” to Nora", "Set the due date of the Asana task “Check the lease” to 2026-12-15"},
		},
		De: connectors.Asks{
			Verbs:   []string{"ändern", "setzen", "zu|weisen", "verschieben", "um|benennen", "aktualisieren", "übergeben", "geben", "bearbeiten", "vertagen", "übernehmen", "kümmern", "zu|teilen", "übertragen", "weiter|geben", "an|passen", "verlegen", "um|nennen", "schieben", "stellen", "ein|tragen", "hinterlegen"},
			Objects: []string{"Aufgabe", "Asana-Aufgabe", "To-do", "Todo", "Fälligkeit", "Termin", "Task", "Asana-Task"},
			Patterns: []string{
				"weise die Aufgabe {task} {assignee} zu", "weis die Aufgabe {task} {assignee} zu", "setze die Fälligkeit der Aufgabe {task} auf {due}", "verschiebe die Aufgabe {task} auf {due}", "benenne die Aufgabe {task} in {name} um", "gib die Aufgabe {task} an {assignee}",
			},
			Cues: map[string][]string{
				"task":     {"Aufgabe", "die Aufgabe", "der Aufgabe", "To-do", "Asana-Aufgabe", "Task"},
				"name":     {"Name", "in", "neuer Name"},
				"notes":    {"Notizen", "Beschreibung", "Beschreibung in"},
				"assignee": {"an", "Bearbeiter", "zuständig"},
				"due":      {"Fälligkeit", "fällig", "auf", "bis", "auf den", "Termin auf"},
			},
			Examples: []string{"Weise die Aufgabe „Mietvertrag prüfen“ Nora zu", "Setze die Fälligkeit der Asana-Aufgabe „Mietvertrag prüfen“ auf den 15.12.2026"},
		},
	}
}

func completeAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"complete", "finish", "close", "mark", "check off", "tick off", "mark as done", "mark as complete", "mark as completed", "mark as finished", "set to done", "check", "tick", "mark complete", "mark done", "wrap up", "set"},
			Objects:  []string{"task", "Asana task", "to-do", "todo", "action item"},
			Patterns: []string{"mark the task {task} as done", "mark the task {task} as complete", "mark the task {task} as completed", "complete the task {task}", "check off {task}", "set the task {task} to done", "tick off {task}"},
			Cues:     map[string][]string{"task": {"task", "the task", "to-do", "Asana task", "todo"}},
			Examples: []string{"Complete the task “Check the lease”", "Mark the Asana task “Check the lease” as done"},
		},
		De: connectors.Asks{
			Verbs:    []string{"erledigen", "ab|schließen", "ab|haken", "fertig|stellen", "schließen", "markieren", "beenden", "ab|hacken", "zu|machen", "setzen", "fertig|machen", "fertig|melden", "erledigt|melden"},
			Objects:  []string{"Aufgabe", "Asana-Aufgabe", "To-do", "Todo", "Task", "Asana-Task"},
			Patterns: []string{"markiere die Aufgabe {task} als erledigt", "markiere die Aufgabe {task} als fertig", "hak die Aufgabe {task} ab", "schließe die Aufgabe {task} ab", "setze die Aufgabe {task} auf erledigt"},
			Cues:     map[string][]string{"task": {"Aufgabe", "die Aufgabe", "To-do", "Asana-Aufgabe", "Task"}},
			Examples: []string{"Hake die Aufgabe „Mietvertrag prüfen“ ab", "Markiere die Asana-Aufgabe „Mietvertrag prüfen“ als erledigt"},
		},
	}
}

func commentAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"comment", "add", "leave", "write", "note", "post", "put", "drop", "append", "reply", "attach", "enter", "record"},
			Objects:  []string{"comment", "Asana comment", "note", "remark", "task comment", "notice"},
			Patterns: []string{"comment on the task {task}: {body}", "comment on the task {task} that {body}", "leave a comment on the task {task}: {body}", "add the comment {body} to the task {task}", "comment {body} on the task {task}"},
			Cues: map[string][]string{
				"task": {"task", "the task", "on the task", "to the task", "to-do", "Asana task"},
				"body": {"saying", "with", "with the text", "that", "reading", "comment", ":"},
			},
			Examples: []string{"Comment on the task “Check the lease”: the landlord agreed", "Leave a comment on the Asana task “Check the lease” that it is signed"},
		},
		De: connectors.Asks{
			Verbs:    []string{"kommentieren", "hinzu|fügen", "schreiben", "hinterlassen", "vermerken", "notieren", "ergänzen", "an|merken", "ein|tragen", "an|hängen", "posten", "dazu|schreiben", "hinein|schreiben", "antworten"},
			Objects:  []string{"Kommentar", "Asana-Kommentar", "Notiz", "Anmerkung", "Bemerkung", "Hinweis"},
			Patterns: []string{"kommentiere die Aufgabe {task}: {body}", "kommentiere die Aufgabe {task} mit {body}", "schreib in die Aufgabe {task}, dass {body}", "füge der Aufgabe {task} den Kommentar {body} hinzu", "hinterlasse in der Aufgabe {task} den Kommentar {body}"},
			Cues: map[string][]string{
				"task": {"Aufgabe", "die Aufgabe", "der Aufgabe", "in der Aufgabe", "Asana-Aufgabe", "Task"},
				"body": {"mit", "dass", "mit dem Text", "Kommentar", ":"},
			},
			Examples: []string{"Kommentiere die Aufgabe „Mietvertrag prüfen“: der Vermieter ist einverstanden", "Schreib in die Asana-Aufgabe „Mietvertrag prüfen“, dass er unterschrieben ist"},
		},
	}
}

func completedAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"complete", "finish", "close", "mark", "check off", "tick off", "get done"},
			Objects:  []string{"task", "Asana task", "to-do", "todo"},
			Patterns: []string{"a task is completed", "a task in {project} is completed", "a task in the project {project} is completed", "somebody completes a task", "a task is marked as done", "a task in {project} is done", "a task is done", "an Asana task is checked off"},
			Cues:     map[string][]string{"project": {"project", "in project", "in the project", "in", "of the project"}},
			Examples: []string{"When a task in the project Office is completed", "Whenever somebody completes an Asana task"},
		},
		De: connectors.Asks{
			Verbs:    []string{"erledigen", "ab|schließen", "ab|haken", "fertig|stellen", "schließen", "markieren", "beenden", "fertig werden"},
			Objects:  []string{"Aufgabe", "Asana-Aufgabe", "To-do", "Todo", "Task", "Asana-Task"},
			Patterns: []string{"eine Aufgabe erledigt wird", "eine Aufgabe in {project} erledigt wird", "eine Aufgabe im Projekt {project} erledigt wird", "jemand eine Aufgabe erledigt", "eine Aufgabe abgehakt wird", "eine Aufgabe als erledigt markiert wird", "eine Aufgabe erledigt ist"},
			Cues:     map[string][]string{"project": {"Projekt", "im Projekt", "in Projekt", "in", "aus dem Projekt"}},
			Examples: []string{"Wenn im Projekt Büro eine Aufgabe erledigt wird", "Sobald jemand eine Asana-Aufgabe abhakt"},
		},
	}
}
