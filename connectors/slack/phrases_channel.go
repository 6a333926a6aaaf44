package slack

import "sayso/connectors"

func uploadAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"upload", "share", "post", "send", "attach", "put", "drop"},
			Objects: []string{"file", "document", "PDF", "report", "attachment", "spreadsheet", "picture", "image", "export", "invoice PDF"},
			Patterns: []string{
				"upload {file} to {channel}", "upload {file} to the {channel} channel", "upload {file} in {channel}", "share {file} in {channel}", "share {file} with {channel}", "post {file} in {channel}",
				"post the PDF in {channel}", "put {file} in {channel}", "send {file} to {channel}", "drop {file} in {channel}", "attach {file} in {channel}",
				"upload it to {channel}", "share {file} in {channel} with the comment {comment}", "upload {file} to {channel} saying {comment}",
			},
			Cues: map[string][]string{
				"channel": {"to", "in", "into", "on", "with", "in channel", "to channel", "to the channel", "channel"},
				"file":    {"file", "the file", "document", "PDF", "attachment"},
				"comment": {"with the comment", "with the words", "with the note", "saying", "comment", "and say", "and write"},
			},
			Examples: []string{
				"Upload the invoice PDF to #finance",
				"Share the report in #leadership with the comment “numbers for October”",
				"Put the PDF in #buchhaltung",
			},
		},
		De: connectors.Asks{
			Verbs:   []string{"hoch|laden", "teilen", "posten", "schicken", "senden", "an|hängen", "stellen", "legen", "ein|stellen", "uploaden", "ab|legen"},
			Objects: []string{"Datei", "Dokument", "PDF", "Bericht", "Anhang", "Tabelle", "Bild", "Export", "Rechnungs-PDF"},
			Patterns: []string{
				"lade {file} in {channel} hoch", "lad {file} in den Kanal {channel} hoch", "lade das PDF in {channel} hoch", "{file} in {channel} hochladen", "PDF in den Slack-Kanal {channel} hochladen",
				"teile {file} in {channel}", "teile {file} mit {channel}", "poste {file} in {channel}", "stell {file} in {channel}", "schick {file} in {channel}", "schicke {file} an {channel}",
				"häng {file} in {channel} an", "teile {file} in {channel} mit dem Kommentar {comment}",
			},
			Cues: map[string][]string{
				"channel": {"in", "an", "im", "im Kanal", "in den Kanal", "in Kanal", "in Slack-Kanal", "Kanal", "Channel"},
				"file":    {"Datei", "die Datei", "Dokument", "PDF", "das PDF", "Anhang", "den Anhang"},
				"comment": {"mit dem Kommentar", "mit den Worten", "mit dem Hinweis", "mit dem Text", "Kommentar", "und schreib dazu", "dazu"},
			},
			Examples: []string{
				"Lade das Rechnungs-PDF in #buchhaltung hoch",
				"Teile den Bericht in #leadership mit dem Kommentar „Zahlen für Oktober“",
			},
		},
	}
}

func createAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"create", "make", "open", "set up", "start", "add", "spin up"},
			Objects: []string{"channel", "Slack channel", "chat room", "private channel", "public channel"},
			Patterns: []string{
				"create a channel {name}", "create a channel called {name}", "create a Slack channel named {name}", "create channel {name}", "create the channel {name}", "set up a channel {name}",
				"set up a channel called {name}", "open a channel {name}", "open a new channel called {name}", "make a channel {name}", "start a channel {name}", "spin up a channel {name}",
				"create a private channel {name}", "we need a channel {name}",
			},
			Cues: map[string][]string{
				"name":    {"called", "named", "name", "channel", "with the name", "for"},
				"private": {"private", "privately", "only invited"},
			},
			Examples: []string{"Create a channel #launch-2027", "Set up a private Slack channel called acme-onboarding"},
		},
		De: connectors.Asks{
			Verbs:   []string{"an|legen", "erstellen", "ein|richten", "auf|machen", "eröffnen", "erzeugen", "machen", "öffnen", "starten"},
			Objects: []string{"Kanal", "Slack-Kanal", "Channel", "Slack-Channel", "Chatraum", "privater Kanal"},
			Patterns: []string{
				"lege einen Kanal {name} an", "leg den Kanal {name} an", "lege einen Slack-Kanal namens {name} an", "erstelle einen Kanal {name}", "erstelle einen Kanal namens {name}", "erstelle den Kanal {name}",
				"richte einen Kanal {name} ein", "mach einen Kanal {name} auf", "eröffne den Kanal {name}", "lege einen privaten Kanal {name} an", "Kanal {name} anlegen", "Kanal anlegen: {name}", "wir brauchen einen Kanal {name}",
			},
			Cues: map[string][]string{
				"name":    {"namens", "mit dem Namen", "mit Namen", "Name", "Kanal", "Channel", "für", ":"},
				"private": {"privat", "privaten", "privater", "nur für Eingeladene"},
			},
			Examples: []string{"Lege einen Kanal #messe-2027 an", "Erstelle einen privaten Slack-Kanal namens acme-onboarding"},
		},
	}
}
