package slack

import "sayso/connectors"

func updateAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"change", "edit", "update", "correct", "rewrite", "replace", "fix", "amend"},
			Objects: []string{"message", "Slack message", "post", "announcement", "text of the message"},
			Patterns: []string{
				"change message {message} in {channel} to {text}", "edit message {message} in {channel} to say {text}", "edit {message} in {channel}: {text}",
				"replace the text of {message} in {channel} with {text}", "update the message {message} in {channel} to {text}", "correct {message} in {channel} to {text}",
			},
			Cues: map[string][]string{
				"message": {"message", "post", "the message"},
				"channel": {"in", "in channel", "in the channel", "on"},
				"text":    {"to", "to say", "to read", "with", "so that it says", "so it says", "so that it reads", "so it reads", "text", ":"},
			},
			Examples: []string{
				"Change message 1732090000.000100 in #ops to “The deployment is done”",
				"Edit the Slack message 1732090000.000100 in #general to say lunch is at one",
			},
		},
		De: connectors.Asks{
			Verbs:   []string{"ändern", "ab|ändern", "um|ändern", "bearbeiten", "aktualisieren", "korrigieren", "berichtigen", "ersetzen", "um|schreiben"},
			Objects: []string{"Nachricht", "Slack-Nachricht", "Post", "Meldung", "Text der Nachricht"},
			Patterns: []string{
				"ändere die Nachricht {message} in {channel} in {text}", "ändere {message} in {channel} zu {text}", "bearbeite die Nachricht {message} in {channel}: {text}",
				"ersetze den Text von {message} in {channel} durch {text}", "korrigiere {message} in {channel} zu {text}",
			},
			Cues: map[string][]string{
				"message": {"Nachricht", "die Nachricht", "Post"},
				"channel": {"in", "im Kanal", "im Channel", "Kanal"},
				"text":    {"in", "zu", "durch", "auf", "mit", "mit dem Text", "Text", ":"},
			},
			Examples: []string{
				"Ändere die Nachricht 1732090000.000100 in #ops in „Das Deployment ist fertig“",
				"Korrigiere die Slack-Nachricht 1732090000.000100 in #general zu: Mittag ist um eins",
			},
		},
	}
}

func deleteAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"delete", "remove", "take down", "erase", "retract", "unsend"},
			Objects:  []string{"message", "Slack message", "post", "announcement"},
			Patterns: []string{"delete message {message} in {channel}", "delete the message {message} from {channel}", "remove {message} from {channel}", "take down {message} in {channel}"},
			Cues: map[string][]string{
				"message": {"message", "post", "the message"},
				"channel": {"in", "from", "in channel", "from channel", "on"},
			},
			Examples: []string{"Delete message 1732090000.000100 in #ops", "Remove the Slack message 1732090000.000100 from #general"},
		},
		De: connectors.Asks{
			Verbs:    []string{"löschen", "entfernen", "zurück|ziehen", "zurück|nehmen", "weg|nehmen"},
			Objects:  []string{"Nachricht", "Slack-Nachricht", "Post", "Meldung"},
			Patterns: []string{"lösche die Nachricht {message} in {channel}", "lösche {message} aus {channel}", "entferne die Nachricht {message} aus {channel}", "nimm {message} aus {channel} raus"},
			Cues: map[string][]string{
				"message": {"Nachricht", "die Nachricht", "Post"},
				"channel": {"in", "aus", "im Kanal", "aus dem Kanal", "Kanal"},
			},
			Examples: []string{"Lösche die Nachricht 1732090000.000100 in #ops", "Entferne die Slack-Nachricht 1732090000.000100 aus #general"},
		},
	}
}

func reactAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"react", "add", "put", "give", "like", "acknowledge", "drop", "leave", "throw", "stick", "slap"},
			Objects: []string{"reaction", "emoji", "thumbs up", "emoji reaction"},
			Patterns: []string{
				"react to {message} in {channel} with {emoji}", "react with {emoji} to {message} in {channel}", "react to it with {emoji}", "react with {emoji}", "add {emoji} to {message} in {channel}",
				"add a {emoji} reaction to {message} in {channel}", "put a {emoji} on {message} in {channel}", "give {message} in {channel} a {emoji}",
			},
			Cues: map[string][]string{
				"emoji":   {"with", "with a", "emoji", "reaction", "a"},
				"message": {"to", "to message", "to the message", "message", "on"},
				"channel": {"in", "in channel", "in the channel"},
			},
			Examples: []string{"React to message 1732090000.000100 in #wins with :tada:", "Add a :eyes: reaction to 1732090000.000100 in #support"},
		},
		De: connectors.Asks{
			Verbs:   []string{"reagieren", "hinzu|fügen", "geben", "setzen", "liken", "quittieren", "hinterlassen", "dran|machen", "dran|hängen", "drunter|setzen"},
			Objects: []string{"Reaktion", "Emoji", "Daumen hoch", "Emoji-Reaktion"},
			Patterns: []string{
				"reagiere auf {message} in {channel} mit {emoji}", "reagiere mit {emoji} auf {message} in {channel}", "reagier mit {emoji} darauf", "reagiere darauf mit {emoji}", "reagiere mit {emoji}",
				"füge {message} in {channel} ein {emoji} hinzu", "gib {message} in {channel} ein {emoji}", "setz ein {emoji} unter {message} in {channel}",
			},
			Cues: map[string][]string{
				"emoji":   {"mit", "mit einem", "Emoji", "Reaktion", "ein"},
				"message": {"auf", "auf die Nachricht", "auf Nachricht", "Nachricht", "unter"},
				"channel": {"in", "im Kanal", "Kanal"},
			},
			Examples: []string{"Reagiere auf die Nachricht 1732090000.000100 in #wins mit :tada:", "Reagier mit :bulb: auf 1732090000.000100 in #ideen"},
		},
	}
}
