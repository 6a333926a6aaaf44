package slack

import "sayso/connectors"

func postAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs: []string{"post", "write", "send", "share", "announce", "publish", "drop", "put", "say", "report", "tell", "notify", "inform", "note", "flag", "mention",
				"alert", "ping", "message", "remind", "warn", "ask", "thank", "congratulate", "answer", "reply", "shout", "let know", "give", "leave", "list", "show", "stick", "pass on"},
			Objects: []string{"message", "Slack message", "note", "announcement", "update", "notice", "heads-up", "reminder", "word", "shout-out", "post", "thread", "line", "info", "hint", "ping", "status update"},
			Patterns: []string{
				"post {text} in {channel}", "post {text} to {channel}", "post in {channel} that {text}", "post in {channel}: {text}",
				"write {text} in {channel}", "write in {channel} that {text}", "say {text} in {channel}", "say in {channel} that {text}",
				"tell {channel} that {text}", "tell {channel} about {text}", "tell {channel}", "tell everybody in {channel} that {text}",
				"let {channel} know that {text}", "let {channel} know about {text}", "let {channel} know", "let everybody in {channel} know that {text}",
				"let everyone in {channel} know", "let the people in {channel} know", "keep {channel} posted",
				"announce {text} in {channel}", "announce in {channel} that {text}", "report in {channel} that {text}", "report {text} to {channel}",
				"notify {channel} that {text}", "notify {channel} of {text}", "notify {channel}", "inform {channel} that {text}", "inform {channel} about {text}", "inform {channel}",
				"ping {channel} that {text}", "ping {channel}", "ping {channel} with {text}", "alert {channel}", "alert {channel} that {text}",
				"remind {channel} to {text}", "remind {channel} that {text}", "ask {channel} to {text}", "update {channel}", "give {channel} a shout", "give {channel} a buzz",
				"send {text} to {channel}", "send a message to {channel} saying {text}", "send {channel} a message", "drop a note in {channel}",
				"drop {text} in {channel}", "put {text} in {channel}", "put it in {channel}", "give {channel} a heads-up", "give {channel} a heads-up that {text}",
				"give a shout-out in {channel}", "answer in the thread of {thread} with {text}", "reply in {channel} to {thread} with {text}",
				"answer {thread} in its thread with {text}", "{channel} should know that {text}", "{channel} needs to be informed", "{channel} needs to be told that {text}", "{channel} should hear that {text}", "{channel} should hear about {text}", "{channel} has to hear that {text}",
			},
			Cues: map[string][]string{
				"channel": {"in", "to", "on", "into", "in channel", "in the channel", "to channel", "to the channel", "channel"},
				"text":    {"that", "saying", "with the text", "with the words", "with the message", "reading", "about", "text", "message", ":"},
				"thread":  {"in the thread of", "in thread", "thread", "as an answer to", "in reply to", "replying to"},
			},
			Examples: []string{
				"Post in #ops that the deployment is done",
				"Tell #finance the October invoices are out",
				"Let everybody in #wins know we won the ACME deal",
				"Announce “We ship on Friday” in #announcements",
				"Give #support a heads-up that the API is slow",
				"ping #sre",
			},
		},
		De: connectors.Asks{
			Verbs: []string{"posten", "schreiben", "senden", "schicken", "teilen", "melden", "erfahren", "mit|teilen", "an|kündigen", "bekannt|geben", "verkünden",
				"durch|geben", "weiter|geben", "informieren", "benachrichtigen", "verständigen", "alarmieren", "sagen", "pingen", "an|pingen", "erinnern", "warnen", "bitten",
				"antworten", "veröffentlichen", "rein|schreiben", "rein|stellen", "berichten", "hin|weisen", "geben", "stellen",
				"Bescheid geben", "Bescheid sagen", "aus|hängen"},
			Objects: []string{"Nachricht", "Slack-Nachricht", "Meldung", "Mitteilung", "Hinweis", "Info", "Information", "Notiz", "Ankündigung", "Update", "Erinnerung",
				"Bescheid", "Post", "Thread", "Shoutout"},
			Patterns: []string{
				"schreib in {channel}, dass {text}", "schreibe in {channel}, dass {text}", "schreibe {text} in {channel}", "schreib {text} in den Kanal {channel}",
				"poste {text} in {channel}", "poste in {channel}, dass {text}", "poste in {channel}: {text}", "{text} in {channel} posten",
				"gib {channel} Bescheid, dass {text}", "gib {channel} Bescheid", "gib in {channel} Bescheid", "gib in {channel} Bescheid, dass {text}",
				"sag {channel} Bescheid", "sag in {channel} Bescheid, dass {text}", "sag {channel}, dass {text}", "sage in {channel}, dass {text}",
				"in {channel} Bescheid geben", "in {channel} Bescheid sagen", "{channel} Bescheid geben", "{channel} Bescheid sagen", "gib in {channel} durch, dass {text}", "lass {channel} wissen, dass {text}", "lass {channel} wissen",
				"informiere {channel}", "informiere {channel} über {text}", "informiere {channel}, dass {text}", "{channel} informieren", "{channel} muss informiert werden",
				"benachrichtige {channel}", "benachrichtige {channel}, dass {text}", "benachrichtige {channel} über {text}", "halte {channel} auf dem Laufenden",
				"melde in {channel}, dass {text}", "melde {text} in {channel}", "melde das in {channel}", "in {channel} melden", "kündige {text} in {channel} an",
				"kündige in {channel} an, dass {text}", "gib in {channel} bekannt, dass {text}", "teile {channel} mit, dass {text}", "teile {text} in {channel}",
				"schick {text} an {channel}", "schick {text} in {channel}", "schicke eine Nachricht an {channel}", "sende {text} an {channel}", "Info an {channel}", "kurze Info in {channel}",
				"Nachricht in {channel}", "ping {channel} an", "pinge {channel}", "pinge {channel} an", "erinnere {channel} daran, dass {text}", "erinnere {channel} an {text}",
				"Erinnerung in {channel} posten", "stell {text} in {channel}", "hau {text} in {channel}", "weise {channel} darauf hin, dass {text}",
				"antworte im Thread von {thread} mit {text}", "antworte in {channel} auf {thread} mit {text}", "dem Kanal {channel} sagen, dass {text}",
			},
			Cues: map[string][]string{
				"channel": {"in", "an", "im", "im Kanal", "in den Kanal", "in dem Kanal", "an den Kanal", "Kanal", "im Channel", "in den Channel", "Channel", "im Slack-Kanal", "Slack-Kanal", "auf"},
				"text":    {"dass", "mit dem Text", "mit den Worten", "mit dem Inhalt", "mit der Nachricht", "über", "Text", "Nachricht", ":"},
				"thread":  {"im Thread von", "im Thread", "in den Thread", "Thread", "als Antwort auf", "auf die Nachricht"},
			},
			Examples: []string{
				"Schreib in #team, dass das Deployment fertig ist",
				"Gib #vertrieb Bescheid, dass ACME unterschrieben hat",
				"Poste „Bitte Stunden buchen!“ in #team-graz",
				"Informiere #buchhaltung über die neue Rechnung",
				"Kündige in #announcements an, dass wir am Freitag liefern",
				"kurz in #sre Bescheid geben",
			},
		},
	}
}

func dmAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"dm", "message", "send", "write", "tell", "ping", "notify", "inform", "remind", "ask", "nudge", "slack", "text", "let know", "drop", "shoot", "msg", "text", "hit up", "buzz", "poke", "tip off", "whisper"},
			Objects: []string{"DM", "direct message", "private message", "Slack DM", "Slack message", "message", "personal message", "line", "word", "heads-up", "shout"},
			Patterns: []string{
				"DM {user}", "DM {user} that {text}", "DM {user}: {text}", "DM {user} to {text}", "DM {text} to {user}", "send {user} a DM", "drop {user} a DM", "shoot {user} a DM", "msg {user}", "send {user} a DM saying {text}", "send a DM to {user}",
				"send {user} a direct message", "send {user} a direct message that {text}", "send {user} a Slack message", "send {text} to {user} as a DM",
				"message {user} on Slack", "message {user} that {text}", "write {user} on Slack that {text}", "write {user} a DM", "tell {user} on Slack that {text}",
				"tell {user} that {text}", "tell {user} about it on Slack", "tell {user} about {text}", "let {user} know that {text}", "let {user} know on Slack", "let {user} know",
				"drop {user} a line", "drop {user} a line on Slack", "hit {user} up", "ping {user}", "ping {user} on Slack", "ping {user} that {text}", "ping {user} to {text}", "slack {user}", "slack {user} that {text}", "ask {user} on Slack to {text}", "ask {user} to {text}",
				"remind {user} to {text}", "remind {user} on Slack that {text}", "nudge {user}", "nudge {user} to {text}", "give {user} a heads-up on Slack", "give {user} a nudge", "give {user} a shout", "give {user} a buzz", "{user} needs to know that {text}", "{user} should know that {text}", "{user} should hear that {text}", "{user} has to know that {text}",
			},
			Cues: map[string][]string{
				"user": {"to", "user", "person", "colleague"},
				"text": {"that", "saying", "to", "with the text", "with the words", "about", "reading", "text", ":"},
			},
			Examples: []string{
				"DM Anna that the contract is signed",
				"Ping Ben on Slack to check the invoice",
				"Send carmen@acme.example a direct message: lunch is at noon",
				"Remind Priya to approve the leave requests",
			},
		},
		De: connectors.Asks{
			Verbs: []string{"schreiben", "schicken", "senden", "sagen", "pingen", "an|pingen", "an|schreiben", "informieren", "benachrichtigen", "erinnern", "bitten", "fragen", "Bescheid geben", "Bescheid sagen", "wissen lassen",
				"mit|teilen", "an|stupsen", "verständigen", "stecken", "an|hauen", "an|funken", "erfahren", "flüstern", "zu|flüstern", "zu|rufen"},
			Objects: []string{"DM", "Direktnachricht", "Privatnachricht", "private Nachricht", "persönliche Nachricht", "Slack-DM", "Slack-Nachricht", "Nachricht"},
			Patterns: []string{
				"schreib {user} eine DM", "schreib {user} eine Direktnachricht, dass {text}", "schreib {user} auf Slack, dass {text}", "schreib {user} auf Slack: {text}", "schreib {user}, dass {text}",
				"schreib {user} eine Slack-Nachricht", "schreib {user} eine kurze Slack-Nachricht", "schick {user} eine DM", "schick {user} eine DM, dass {text}", "schick {user} eine Direktnachricht",
				"schick {user} eine Slack-Nachricht", "sende {user} eine Direktnachricht", "sende {user} eine Direktnachricht mit {text}", "{user} als DM schicken", "{text} als DM an {user} schicken",
				"DM an {user}", "DM an {user}: {text}", "{user} braucht die Info, dass {text}", "{user} braucht per Slack die Info, dass {text}", "{user} braucht auf Slack die Info, dass {text}", "{user} muss wissen, dass {text}", "{user} soll wissen, dass {text}", "{user} soll erfahren, dass {text}", "{user} muss erfahren, dass {text}", "sag {user} auf Slack Bescheid", "sag {user} Bescheid", "sag {user} Bescheid, dass {text}", "sag {user} auf Slack, dass {text}", "gib {user} Bescheid",
				"gib {user} auf Slack Bescheid", "gib {user} Bescheid, dass {text}", "lass {user} wissen, dass {text}", "pinge {user} an", "ping {user} an", "ping {user} auf Slack an",
				"{user} auf Slack anpingen", "{user} per Slack-DM anpingen", "{user} per DM informieren", "informiere {user} per DM", "informiere {user} auf Slack", "erinnere {user} daran, dass {text}",
				"erinnere {user} per DM an {text}", "bitte {user} auf Slack, {text}", "frag {user} auf Slack, {text}", "benachrichtige {user} auf Slack",
			},
			Cues: map[string][]string{
				"user": {"an", "Kollege", "Kollegin", "Nutzer", "Person"},
				"text": {"dass", "mit dem Text", "mit den Worten", "über", "Text", ":"},
			},
			Examples: []string{
				"Schick Anna eine DM, dass der Vertrag unterschrieben ist",
				"Ping Ben auf Slack an, dass er die Rechnung prüfen soll",
				"Sag Eva auf Slack Bescheid",
				"Schreib jonas.klein@acme.example eine Direktnachricht: Mittag um zwölf",
			},
		},
	}
}

func postedAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"post", "write", "mention", "say", "send", "ask", "appear", "come in", "contain"},
			Objects: []string{"message", "Slack message", "post", "mention of", "question"},
			Patterns: []string{
				"somebody posts in {channel}", "someone posts in {channel}", "someone posts a message in {channel}", "somebody writes in {channel}", "someone writes {contains} in {channel}",
				"somebody writes {contains} in {channel}", "someone mentions {contains} in {channel}", "{contains} is mentioned in {channel}", "a {contains} is mentioned in {channel}", "a message is posted in {channel}",
				"a message with {contains} is posted in {channel}", "a message in {channel} contains {contains}", "a message in {channel} mentions {contains}", "a new message appears in {channel}", "something is posted in {channel}",
				"there is a new message in {channel}", "{contains} comes up in {channel}",
			},
			Cues: map[string][]string{
				"channel":  {"in", "in channel", "in the channel", "to", "on"},
				"contains": {"contains", "containing", "with", "mentions", "mentioning", "says", "saying", "including", "about"},
			},
			Examples: []string{"When somebody writes 'outage' in #incidents", "Whenever a bug is mentioned in #support", "When someone posts in #feedback"},
		},
		De: connectors.Asks{
			Verbs:   []string{"posten", "schreiben", "erwähnen", "melden", "auf|tauchen", "erscheinen", "ein|gehen", "kommen", "stehen", "enthalten"},
			Objects: []string{"Nachricht", "Slack-Nachricht", "Post", "Meldung", "Erwähnung", "Rede", "Frage"},
			Patterns: []string{
				"jemand in {channel} postet", "jemand etwas in {channel} postet", "jemand in {channel} schreibt", "jemand {contains} in {channel} schreibt", "jemand in {channel} {contains} schreibt", "jemand {contains} in {channel} erwähnt",
				"in {channel} etwas gepostet wird", "in {channel} eine Nachricht gepostet wird", "in {channel} ein {contains} erwähnt wird", "in {channel} {contains} erwähnt wird", "in {channel} {contains} steht",
				"eine Nachricht in {channel} {contains} enthält", "in {channel} eine Nachricht mit {contains} auftaucht", "in {channel} eine neue Nachricht kommt", "eine neue Nachricht in {channel} erscheint",
			},
			Cues: map[string][]string{
				"channel":  {"in", "im Kanal", "in dem Kanal", "Kanal"},
				"contains": {"enthält", "mit", "mit dem Wort", "erwähnt", "das Wort", "Stichwort"},
			},
			Examples: []string{"Wenn jemand in #incidents „Ausfall“ schreibt", "Sobald in #support ein Bug erwähnt wird", "Wenn in #ideen etwas gepostet wird"},
		},
	}
}
