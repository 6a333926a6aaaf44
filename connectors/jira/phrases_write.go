package jira

import "sayso/connectors"

func createAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs: []string{"create", "open", "file", "raise", "log", "add", "make", "report", "submit", "put", "mirror", "copy", "register", "set up", "track", "write", "enter", "write up", "note down"},
			Objects: []string{"issue", "Jira issue", "ticket", "Jira ticket", "bug", "Jira bug", "bug report", "task", "Jira task", "story", "user story", "epic", "incident",
				"sub-task", "defect", "work item"},
			Patterns: []string{
				"open a {type} in {project}: {summary}", "open a {type} in project {project}: {summary}", "open a Jira {type}", "open a Jira {type} for {summary}", "open a Jira issue in {project}: {summary}",
				"file a {type} in {project}: {summary}", "file a {type} against {project}: {summary}", "file a {type} about {summary}", "file {summary} in {project}", "log a {type} in {project} for {summary}",
				"create a Jira issue in {project}: {summary}", "create a Jira {type} in {project} titled {summary}", "create a {type} in {project} titled {summary}", "create an issue in {project} with the summary {summary}",
				"create a ticket for {summary}", "create a ticket about {summary}", "raise a ticket in {project} about {summary}", "raise a {type} in {project}", "raise a {priority} priority {type} in {project}: {summary}",
				"open a ticket: {summary}", "open an issue for {summary}", "put a ticket into {project}", "put it into a new Jira {type} in project {project}", "mirror it to the Jira project {project}",
				"{project} needs a ticket for {summary}", "add a {type} to {project}: {summary}", "report {summary} in Jira",
			},
			Cues: map[string][]string{
				"project":     {"in", "for", "in project", "in the project", "into", "to project", "into project", "into the Jira project", "to the Jira project", "in the Jira project", "project", "to", "against", "under"},
				"summary":     {"titled", "called", "with the title", "with the summary", "summary", "title", "about", "for", "saying", "that says", ":"},
				"description": {"with the description", "description", "described as", "with the details", "details", "body", "with the text", "as the description"},
				"type":        {"type", "of type", "as a", "as an", "issue type"},
				"priority":    {"priority", "with priority", "with the priority", "prio", "at priority", "priority:", "of priority"},
				"assignee":    {"assigned to", "assign it to", "assign to", "assign", "for", "assignee", "and give it to", "owner", "owned by"},
				"labels":      {"label", "labels", "labelled", "labeled", "with the label", "with labels", "tagged", "tag", "tags"},
				"due":         {"due", "due on", "due by", "due date", "by", "until", "deadline"},
			},
			Examples: []string{
				"Open a Jira bug in WEB: the login button does nothing on Safari",
				"Create a Jira issue in OPS: 'Disk almost full on db-03', priority High",
				"File a ticket in HELP about the missing invoice, assigned to Anna, due 2026-12-15",
				"Raise a high priority incident in OPS and assign it to me",
				"open a ticket: CSV export hangs at 99%",
			},
		},
		De: connectors.Asks{
			Verbs: []string{"an|legen", "erstellen", "auf|machen", "eröffnen", "öffnen", "auf|nehmen", "erfassen", "ein|stellen", "schreiben", "ein|tragen", "melden", "machen", "erzeugen", "ein|reichen", "spiegeln", "kopieren", "übernehmen", "hinzu|fügen", "notieren", "fest|halten", "auf|schreiben", "generieren"},
			Objects: []string{"Vorgang", "Jira-Vorgang", "Ticket", "Jira-Ticket", "Issue", "Jira-Issue", "Bug", "Jira-Bug", "Fehler", "Fehlerbericht", "Aufgabe", "Jira-Aufgabe", "Story", "Epic",
				"Störung", "Vorfall", "Unteraufgabe"},
			Patterns: []string{
				"lege ein Ticket an: {summary}", "leg ein Ticket in {project} an: {summary}", "lege im Projekt {project} einen Vorgang {summary} an", "leg im Projekt {project} einen Vorgang {summary} mit Priorität {priority} an",
				"lege in {project} ein Ticket für {summary} an", "lege einen {type} in {project} an: {summary}", "ein Ticket anlegen", "Ticket in {project} anlegen: {summary}", "ein Ticket im Jira-Projekt {project} anlegen",
				"erstelle ein Jira-Ticket in {project}: {summary}", "erstelle im Projekt {project} ein Ticket für {summary}", "erstelle einen {type} in {project}: {summary}", "erstelle ein Ticket mit dem Titel {summary}",
				"mach ein Ticket auf: {summary}", "mach mal ein Ticket auf: {summary}", "mach in {project} einen {type} auf: {summary}", "Ticket im Jira-Projekt {project} aufmachen", "eröffne ein Ticket in {project} zu {summary}",
				"schreib ein Ticket für {summary}", "schreibe einen {type} in {project}: {summary}", "nimm {summary} in {project} auf", "melde einen {type} in {project}: {summary}", "trag {summary} als {type} in {project} ein",
				"in ein neues Jira-Ticket im Projekt {project}", "Vorgang im Jira-Projekt {project}", "stell ein Ticket in {project} ein: {summary}",
			},
			Cues: map[string][]string{
				"project":     {"in", "für", "im Projekt", "in Projekt", "im Jira-Projekt", "ins Projekt", "ins Jira-Projekt", "für Projekt", "Projekt", "unter"},
				"summary":     {"mit dem Titel", "mit Titel", "namens", "Titel", "Zusammenfassung", "Betreff", "für", "zu", "über", "wegen", ":"},
				"description": {"mit der Beschreibung", "Beschreibung", "mit dem Text", "mit den Details", "als Beschreibung", "in die Beschreibung"},
				"type":        {"Typ", "vom Typ", "als", "Vorgangstyp", "Art"},
				"priority":    {"Priorität", "mit Priorität", "mit der Priorität", "Prio", "mit Prio", "Dringlichkeit"},
				"assignee":    {"zugewiesen an", "weise es zu", "weis ihn zu", "zuweisen an", "für", "Bearbeiter", "Bearbeiterin", "zuständig", "und gib es"},
				"labels":      {"Stichwort", "Stichwörter", "Label", "Labels", "mit dem Label", "mit den Labels", "Tag", "Tags", "mit dem Stichwort"},
				"due":         {"fällig am", "fällig bis", "fällig", "bis", "bis zum", "Fälligkeit", "Frist", "Termin"},
			},
			Examples: []string{
				"Lege in OPS ein Ticket für den vollen Datenträger auf db-03 an, Priorität hoch",
				"Mach mal ein Ticket auf: der Export bricht mit Fehler 500 ab",
				"Erstelle einen Fehler in WEB: Login-Knopf reagiert nicht, weise ihn Eva zu",
				"Leg im Projekt INFRA einen Vorgang „Zertifikat läuft ab“ mit Priorität hoch an, fällig am 15.12.2026",
			},
		},
	}
}

func updateAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"update", "change", "set", "edit", "assign", "reassign", "give", "hand", "label", "tag", "rename", "retitle", "raise", "lower", "bump", "prioritize", "escalate", "modify", "add", "take over", "take on", "handle", "look after", "take care of", "put", "pass on"},
			Objects: []string{"issue", "Jira issue", "ticket", "Jira ticket", "bug", "task", "story", "priority", "assignee", "label", "due date", "summary", "description", "title", "deadline"},
			Patterns: []string{
				"set {issue} to priority {priority}", "set the priority of {issue} to {priority}", "change the priority of {issue} to {priority}", "raise {issue} to {priority}", "bump {issue} to {priority}",
				"raise the priority of {issue} to {priority}", "lower {issue} to {priority}", "make {issue} {priority} priority", "assign {issue} to {assignee}", "reassign {issue} to {assignee}", "give {issue} to {assignee}",
				"hand {issue} over to {assignee}", "change the assignee of {issue} to {assignee}", "label {issue} with {labels}", "label {issue} {labels}", "label it {labels}", "tag {issue} with {labels}",
				"add the label {labels} to {issue}", "add {labels} to {issue}", "rename {issue} to {summary}", "change the summary of {issue} to {summary}", "set the due date of {issue} to {due}", "move the deadline of {issue} to {due}",
				"change the description of {issue} to {description}", "update {issue}: {summary}", "unassign {issue}",
			},
			Cues: map[string][]string{
				"issue":       {"issue", "ticket", "bug", "Jira issue", "of", "the issue"},
				"summary":     {"summary", "title", "rename it to", "summary to", "title to", "new title"},
				"description": {"description", "description to", "with the description"},
				"priority":    {"priority", "to priority", "priority to", "prio", "to"},
				"assignee":    {"assigned to", "assign it to", "to", "assignee", "assignee to", "owner"},
				"labels":      {"label", "labels", "with the label", "with labels", "tag", "tags", "with"},
				"due":         {"due", "due date", "due date to", "deadline", "deadline to", "by"},
			},
			Examples: []string{
				"Set the priority of OPS-12 to Highest",
				"Assign WEB-3 to Ben and label it regression",
				"Rename PLAT-2 to 'Rotate the signing keys', due 2026-12-01",
				"Give HELP-1 to carmen.ortiz@acme.example",
			},
		},
		De: connectors.Asks{
			Verbs: []string{"ändern", "aktualisieren", "setzen", "stellen", "zu|weisen", "zu|teilen", "geben", "übergeben", "um|benennen", "hoch|stufen", "herab|stufen", "priorisieren", "labeln", "taggen",
				"versehen", "an|passen", "bearbeiten", "eskalieren", "hinzu|fügen", "verschieben", "übernehmen", "kümmern", "übertragen", "weiter|geben", "um|hängen", "verpassen", "markieren", "ergänzen", "ein|tragen", "hinterlegen"},
			Objects: []string{"Vorgang", "Jira-Vorgang", "Ticket", "Jira-Ticket", "Issue", "Bug", "Aufgabe", "Priorität", "Bearbeiter", "Stichwort", "Label", "Fälligkeit", "Titel", "Beschreibung", "Termin"},
			Patterns: []string{
				"setze {issue} auf Priorität {priority}", "setz die Priorität von {issue} auf {priority}", "setze die Priorität von {issue} auf {priority}", "ändere die Priorität von {issue} auf {priority}", "stufe {issue} auf {priority} hoch",
				"stufe {issue} auf {priority} herab", "weise {issue} {assignee} zu", "weis {issue} {assignee} zu", "weise das Ticket {issue} {assignee} zu", "teile {issue} {assignee} zu", "gib {issue} an {assignee}", "übergib {issue} an {assignee}",
				"ändere den Bearbeiter von {issue} auf {assignee}", "versieh {issue} mit dem Label {labels}", "versieh {issue} mit dem Stichwort {labels}", "gib {issue} das Label {labels}", "setz das Label {labels} an {issue}",
				"füge {issue} das Label {labels} hinzu", "füge {issue} das Stichwort {labels} hinzu", "benenne {issue} in {summary} um", "ändere den Titel von {issue} in {summary}", "setze die Fälligkeit von {issue} auf {due}",
				"verschiebe die Fälligkeit von {issue} auf {due}", "ändere die Beschreibung von {issue} in {description}",
			},
			Cues: map[string][]string{
				"issue":       {"Vorgang", "Ticket", "Issue", "Bug", "von", "des Vorgangs", "des Tickets"},
				"summary":     {"Titel", "Titel auf", "Titel in", "neuer Titel", "Zusammenfassung", "in"},
				"description": {"Beschreibung", "Beschreibung auf", "neue Beschreibung", "mit der Beschreibung"},
				"priority":    {"Priorität", "auf Priorität", "Priorität auf", "Prio", "auf Prio", "auf"},
				"assignee":    {"an", "Bearbeiter", "Bearbeiterin", "zugewiesen an", "Bearbeiter auf", "zuständig"},
				"labels":      {"Label", "Labels", "Stichwort", "Stichwörter", "mit dem Label", "mit dem Stichwort", "Tag", "das Label"},
				"due":         {"fällig am", "fällig bis", "fällig", "Fälligkeit", "Fälligkeit auf", "bis", "Termin auf"},
			},
			Examples: []string{
				"Setze die Priorität von OPS-12 auf höchste",
				"Weise WEB-3 Ben zu und gib ihm das Label regression",
				"Benenne PLAT-2 in „Signaturschlüssel tauschen“ um, fällig am 1.12.2026",
			},
		},
	}
}
