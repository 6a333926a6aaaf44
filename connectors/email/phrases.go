package email

import "sayso/connectors"

func sendAsks() connectors.Phrases { return connectors.Phrases{En: sendEnglish(), De: sendGerman()} }

func sendEnglish() connectors.Asks {
	return connectors.Asks{
		Verbs: []string{
			"send", "email", "e-mail", "mail", "write", "forward", "reply", "answer", "drop", "shoot", "fire off",
			"send out", "send off", "send over", "pass on", "fire", "draft", "compose", "notify", "inform", "remind", "thank", "confirm", "let know", "tell", "ping", "shoot over", "fire over", "fling", "get over", "send along", "pass along", "send across",
		},
		Objects: []string{
			"email", "e-mail", "mail", "message", "confirmation", "confirmation email", "confirmation mail", "reminder",
			"payment reminder", "welcome mail", "welcome email",
			"thank-you", "thank you", "thank-you note", "note", "notice", "notification", "reply", "answer", "summary",
			"newsletter", "follow-up", "apology", "receipt", "line", "info", "heads-up",
		},
		Patterns: []string{
			"email {to}", "mail {to}", "email {to} that {body}", "mail {to} that {body}", "email {to} about {subject}",
			"mail {to} about {subject}",
			"email {attachments} to {to}", "mail {attachments} to {to}", "send {attachments} to {to} by email",
			"send {attachments} to {to} via email", "send {attachments} to {to}",
			"email a confirmation to {to}", "send a confirmation to {to}", "send {to} a confirmation", "send {to} an email",
			"send {to} a mail", "drop {to} an email", "drop {to} a line", "shoot {to} an email",
			"send an email to {to} with the subject {subject} and the text {body}", "send a mail to {to} saying {body}",
			"write to {to} that {body}", "write {to} an email",
			"let {to} know by email", "let {to} know by email that {body}", "notify {to} by email", "inform {to} by email",
			"remind {to} by email", "remind {to} via email to {body}",
			"reply to {to}", "reply to {to} that {body}", "forward it to {to}", "an email to {to}", "email goes to {to}",
			"{to} gets an email",
		},
		Cues: map[string][]string{
			"to": {
				"to", "email to", "mail to", "for", "at", "recipient", "recipients", "addressed to", "goes to", "out to",
			},
			"subject": {"subject", "with the subject", "subject line", "as the subject", "as subject", "for the subject", "titled", "entitled", "about", "regarding", "re"},
			"body": {
				"that", "saying", "says", "should say", "with the text", "text", "with the message", "message", "body", "the answer", "the line",
				"with the body", "telling them", "to say", "reading", "with the content",
			},
			"cc":  {"cc", "in cc", "on cc", "copy", "and copy", "and cc", "with a copy to", "copy to", "copying", "carbon copy to"},
			"bcc": {"bcc", "in bcc", "on bcc", "and bcc", "blind copy to", "with a blind copy to"},
			"attachments": {
				"attach", "attached", "attaching", "with the attachment", "attachment", "attachments", "with the file",
				"enclosed", "enclosing", "including the file",
			},
			"reply_to": {"reply to", "reply-to", "replies to", "replies go to", "answers to", "answers go to"},
		},
		Examples: []string{
			`Email billing@acme.example that the invoice is on its way`,
			`Send an email to team@firm.example, cc boss@firm.example, with the subject "Release" and the text "Version 2 is out."`,
			`Mail the report to anna@partner.example and put audit@firm.example in bcc, replies go to office@firm.example`,
			`Send a confirmation to orders@shop.example`,
		},
	}
}

func sendGerman() connectors.Asks {
	return connectors.Asks{
		Verbs: []string{
			"senden", "schicken", "mailen", "emailen", "schreiben", "verschicken", "versenden", "ab|schicken",
			"zu|schicken", "zu|senden", "raus|schicken", "raus|gehen", "weiter|leiten", "antworten",
			"beantworten", "an|mailen", "an|schreiben", "hin|schicken", "auf|setzen", "verfassen", "raus|hauen", "hin|schreiben", "benachrichtigen", "informieren", "erinnern", "bestätigen", "bedanken", "Bescheid geben",
			"Bescheid sagen", "zu|mailen", "sagen", "mit|teilen", "raus|jagen", "jagen", "raus|feuern", "rüber|schicken", "erfahren",
		},
		Objects: []string{
			"Mail", "E-Mail", "Email", "Nachricht", "Bestätigung", "Bestätigungs-Mail", "Bestätigungsmail", "Erinnerung",
			"Erinnerungsmail", "Zahlungserinnerung", "Willkommensmail",
			"Dankeschön", "Dank", "Hinweis", "Benachrichtigung", "Antwort", "Zusammenfassung", "Rundmail", "Info-Mail",
			"Entschuldigung", "Info", "Notiz", "Zeile", "Einladung",
		},
		Patterns: []string{
			"maile {to}", "maile {attachments} an {to}", "maile {to}, dass {body}", "schreib {to} eine Mail",
			"schreibe {to}, dass {body}", "schick {to} eine Mail", "schicke {to} eine E-Mail",
			"schick {attachments} per Mail an {to}", "schicke {attachments} an {to}",
			"sende {attachments} per E-Mail an {to}", "sende eine Bestätigungs-Mail an {to}",
			"schick eine Bestätigung an {to}",
			"sende eine E-Mail an {to} mit dem Betreff {subject} und dem Text {body}", "Mail an {to}", "eine Mail an {to}",
			"E-Mail an {to}, dass {body}", "Mail an {to} mit {body}",
			"gib {to} per Mail Bescheid", "gib {to} per Mail Bescheid, dass {body}", "sag {to} per Mail Bescheid",
			"informiere {to} per Mail", "benachrichtige {to} per E-Mail", "erinnere {to} per Mail",
			"{to} per Mail informieren", "{to} ist per Mail zu informieren", "{to} per Mail bestätigen, dass {body}", "bedank dich bei {to} per Mail",
			"antworte {to}", "antworte {to}, dass {body}", "leite sie an {to} weiter",
			"{to} bekommt eine Mail", "in der Mail an {to} soll stehen, dass {body}",
			"lass {to} per Mail wissen, dass {body}",
		},
		Cues: map[string][]string{
			"to": {"an", "Mail an", "für", "Empfänger", "Empfängerin", "geht an", "zu Händen"},
			"subject": {
				"Betreff", "mit dem Betreff", "mit Betreff", "im Betreff", "als Betreff", "zum Thema", "Thema", "über", "wegen", "bezüglich",
			},
			"body": {
				"dass", "mit dem Text", "mit Text", "Text", "mit dem Inhalt", "Inhalt", "mit der Nachricht", "Nachricht", "Antwort", "die Zeile",
				"soll stehen", "in der steht", "mit den Worten", "lautet",
			},
			"cc":  {"cc", "in cc", "in Kopie", "Kopie an", "mit Kopie an", "im cc"},
			"bcc": {"bcc", "in bcc", "im bcc", "in Blindkopie", "Blindkopie an", "mit Blindkopie an"},
			"attachments": {
				"Anhang", "im Anhang", "mit Anhang", "als Anhang", "anbei", "angehängt", "mit der Datei", "beigefügt",
				"Anlage", "als Anlage",
			},
			"reply_to": {"Antworten an", "Antwort bitte an", "Antworten bitte an", "Antworten gehen an", "Antwortadresse"},
		},
		Examples: []string{
			`Schick buchhaltung@mueller.example eine Mail, dass die Rechnung unterwegs ist`,
			`Sende eine E-Mail an team@firma.example, in Kopie chef@firma.example, mit dem Betreff „Release“ und dem Text „Version 2 ist da.“`,
			`Maile den Bericht an anna@partner.example, Blindkopie an revision@firma.example, Antworten an buero@firma.example`,
			`Sende eine Bestätigungs-Mail an bestellung@laden.example`,
		},
	}
}

func searchAsks() connectors.Phrases {
	return connectors.Phrases{En: searchEnglish(), De: searchGerman()}
}

func searchEnglish() connectors.Asks {
	return connectors.Asks{
		Verbs: []string{
			"search", "find", "look for", "look up", "look", "check", "list", "show", "read", "get", "fetch", "go through", "pull", "pull up", "collect", "scan",
		},
		Objects: []string{
			"mail", "email", "e-mail", "inbox", "mailbox", "unread mail", "unread email", "mails from", "message",
		},
		Patterns: []string{
			"mail from {from}", "emails from {from}", "unread mail", "unread mail from {from}",
			"search my inbox for {text}", "search the mailbox for {text}", "mails about {subject}",
			"what did {from} write", "mail from {from} since {since}", "the last {limit} mails",
			"the newest {limit} mails from {from}",
		},
		Cues: map[string][]string{
			"from":    {"from", "by", "sent by", "sender", "written by"},
			"subject": {"subject", "with the subject", "titled", "about", "regarding", "concerning", "in the subject"},
			"text":    {"for", "containing", "contain", "mention", "mentions", "with the words", "that mention", "mentioning", "with the text"},
			"since":   {"since", "from the last", "of the last", "in the last", "in the past", "after", "not older than"},
			"unread":  {"unread", "new", "unseen", "not read yet"},
			"limit":   {"at most", "up to", "the last", "the newest", "no more than", "limit"},
		},
		Examples: []string{
			`Find unread mail from orders@acme.example of the last 7 days`,
			`Search my inbox for "contract"`,
			`Show the newest 5 mails with the subject "Offer"`,
		},
	}
}

func searchGerman() connectors.Asks {
	return connectors.Asks{
		Verbs: []string{
			"suchen", "durchsuchen", "finden", "nach|sehen", "nach|schauen", "prüfen", "zeigen", "an|zeigen", "auf|listen",
			"lesen", "holen", "ab|rufen", "heraus|suchen", "raus|suchen", "suchen", "auf|rufen", "sammeln",
		},
		Objects: []string{"Mail", "E-Mail", "Email", "Posteingang", "Postfach", "Nachricht", "ungelesene Mail"},
		Patterns: []string{
			"Mails von {from}", "ungelesene Mails", "ungelesene Mails von {from}", "such im Posteingang nach {text}",
			"durchsuche das Postfach nach {text}", "was hat {from} geschrieben",
			"Mails zum Thema {subject}", "Mails von {from} seit {since}", "die letzten {limit} Mails",
			"die neuesten {limit} Mails von {from}",
		},
		Cues: map[string][]string{
			"from":    {"von", "vom", "Absender", "geschrieben von"},
			"subject": {"Betreff", "mit dem Betreff", "im Betreff", "zum Thema", "mit Betreff", "über", "wegen", "bezüglich", "betreffend"},
			"text":    {"nach", "enthalten", "enthält", "erwähnen", "erwähnt", "mit dem Text", "mit den Wörtern", "in denen", "die enthalten", "mit"},
			"since":   {"seit", "der letzten", "aus den letzten", "in den letzten", "ab", "nicht älter als"},
			"unread":  {"ungelesen", "ungelesene", "ungelesenen", "neu", "noch nicht gelesen"},
			"limit":   {"höchstens", "maximal", "die letzten", "die neuesten", "bis zu"},
		},
		Examples: []string{
			`Such ungelesene Mails von bestellung@acme.example der letzten 7 Tage`,
			`Durchsuche den Posteingang nach „Vertrag“`,
			`Zeig die neuesten 5 Mails mit dem Betreff „Angebot“`,
		},
	}
}

func receivedAsks() connectors.Phrases {
	return connectors.Phrases{En: receivedEnglish(), De: receivedGerman()}
}

func receivedEnglish() connectors.Asks {
	return connectors.Asks{
		Verbs:   []string{"arrive", "come in", "land", "receive", "get", "reach", "write", "send", "mail", "email", "be sent", "contain", "mention", "say"},
		Objects: []string{"mail", "email", "e-mail", "new mail", "new email", "message"},
		Patterns: []string{
			"an email arrives", "a mail comes in", "an email lands in the inbox", "I get an email",
			"I receive a mail from {from}", "{from} writes", "{from} sends an email",
			"a mail from {from} arrives", "an email with {subject} in the subject arrives",
			"a mail with {contains} comes in", "new mail from {from}", "for every mail from {from}",
		},
		Cues: map[string][]string{
			"from":     {"from", "sent by", "by", "sender"},
			"subject":  {"with the subject", "subject", "in the subject", "titled", "about"},
			"contains": {"containing", "contains", "that mentions", "mentioning", "mentions", "with the words", "with the text", "the word", "the words"},
		},
		Examples: []string{
			`When an email from orders@acme.example arrives, …`,
			`Whenever a mail with "invoice" in the subject comes in, …`,
			`If I get an email containing "cancel", …`,
		},
	}
}

func receivedGerman() connectors.Asks {
	return connectors.Asks{
		Verbs: []string{
			"an|kommen", "ein|gehen", "ein|treffen", "rein|kommen", "herein|kommen", "landen", "erhalten", "bekommen",
			"kriegen", "schreiben", "mailen", "schicken", "senden", "an|schreiben", "stehen", "enthalten", "erwähnen",
		},
		Objects: []string{"Mail", "E-Mail", "Email", "neue Mail", "Nachricht"},
		Patterns: []string{
			"eine Mail kommt an", "eine Mail kommt rein", "eine E-Mail eingeht", "eine Mail im Postfach landet",
			"ich eine Mail bekomme", "ich eine Mail von {from} bekomme", "{from} schreibt", "{from} mailt",
			"eine Mail von {from} ankommt", "eine Mail mit {subject} im Betreff ankommt",
			"eine Mail mit {contains} reinkommt", "neue Mail von {from}", "bei jeder Mail von {from}",
		},
		Cues: map[string][]string{
			"from":     {"von", "vom", "Absender"},
			"subject":  {"mit dem Betreff", "Betreff", "im Betreff", "zum Thema"},
			"contains": {"mit dem Text", "enthält", "in der", "mit den Worten", "mit dem Wort", "das Wort", "die Worte", "erwähnt"},
		},
		Examples: []string{
			`Wenn eine Mail von bestellung@acme.example ankommt, …`,
			`Sobald eine Mail mit „Rechnung“ im Betreff reinkommt, …`,
			`Bei jeder Mail, die „Kündigung“ enthält, …`,
		},
	}
}
