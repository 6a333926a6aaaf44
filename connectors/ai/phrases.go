package ai

import "sayso/connectors"

func summarizeAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"summarize", "summarise", "sum up", "condense", "recap", "boil down", "digest", "shorten", "abridge"},
			Objects: []string{"summary", "recap", "digest", "tl;dr", "tldr", "short version", "overview", "abstract", "gist", "synopsis"},
			Patterns: []string{
				"summarize {input}", "sum up {input}", "write a summary of {input}", "make a summary of {input}", "give me a summary of {input}", "recap {input}", "summarize it", "summarize them", "create a summary of {input}", "summarize it in {language}",
			},
			Cues: map[string][]string{
				"input":        {"summary of", "of", "recap of", "digest of"},
				"instructions": {"focusing on", "with a focus on", "paying attention to", "highlighting"},
				"language":     {"in", "language"},
				"max_words":    {"in at most", "at most", "words", "in", "under", "max", "no more than", "in no more than", "in under", "up to", "in up to", "maximum of", "a maximum of"},
			},
			Examples: []string{"Whenever a mail from orders@orchid.example arrives, summarize it in at most 50 words", "When a ticket is opened in Zendesk, summarize it in English"},
		},
		De: connectors.Asks{
			Verbs:   []string{"zusammen|fassen", "kürzen", "resümieren", "verdichten", "zusammen|stellen", "ein|dampfen"},
			Objects: []string{"Zusammenfassung", "Überblick", "Kurzfassung", "Resümee", "Übersicht", "Kurzversion", "TLDR", "Abriss"},
			Patterns: []string{
				"fasse {input} zusammen", "fass {input} zusammen", "schreib eine Zusammenfassung von {input}", "erstelle eine Zusammenfassung von {input}", "mach eine Zusammenfassung von {input}", "fass es zusammen", "fasse sie zusammen", "fasse es auf {language} zusammen",
			},
			Cues: map[string][]string{
				"input":        {"Zusammenfassung von", "von", "Zusammenfassung der", "Überblick über"},
				"instructions": {"mit Fokus auf", "mit Schwerpunkt auf", "mit besonderem Blick auf"},
				"language":     {"auf", "in", "Sprache"},
				"max_words":    {"in höchstens", "höchstens", "in maximal", "maximal", "Wörter", "Wörtern", "Worten", "in", "unter", "nicht mehr als", "in nicht mehr als", "bis zu"},
			},
			Examples: []string{"Immer wenn eine Mail von bestellung@orchid.example ankommt, fasse sie in höchstens 50 Wörtern zusammen", "Wenn in Zendesk ein Ticket eröffnet wird, fass es auf Deutsch zusammen"},
		},
	}
}

func classifyAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"classify", "categorize", "categorise", "sort", "triage", "judge", "assess", "sort out", "distinguish", "decide", "determine", "decide between"},
			Objects: []string{"category", "classification", "sentiment", "intent", "bucket", "class"},
			Patterns: []string{
				"classify {input} as {labels}", "classify it as {labels}", "sort {input} into {labels}", "categorize {input} as {labels}", "decide whether {input} is {labels}", "classify the mail as {labels}", "label {input} as {labels}", "triage {input} into {labels}",
			},
			Cues: map[string][]string{
				"input":        {"classify"},
				"labels":       {"as", "into", "one of the categories", "one of", "into one of the categories", "into one of", "in one of", "labels", "categories", "whether it is", "whether it's", "as either", "with the labels", "decide", "between"},
				"instructions": {"based on", "by", "paying attention to"},
			},
			Examples: []string{
				"Whenever a mail arrives, classify it as complaint, question or praise", "When a ticket is opened in Zendesk, classify it as billing or shipping",
				"When a mail arrives, judge whether it sounds negative, angry, urgent or friendly", "When somebody writes a message, judge the tone: positive, neutral or negative",
			},
		},
		De: connectors.Asks{
			Verbs:   []string{"klassifizieren", "ein|ordnen", "kategorisieren", "sortieren", "ein|stufen", "zu|ordnen", "ein|teilen", "ein|sortieren", "beurteilen", "bewerten", "unterscheiden", "entscheiden", "bestimmen", "erkennen"},
			Objects: []string{"Kategorie", "Klassifikation", "Stimmung", "Einordnung", "Klasse", "Rubrik"},
			Patterns: []string{
				"klassifiziere {input} als {labels}", "ordne {input} als {labels} ein", "sortiere {input} in {labels}", "kategorisiere {input} als {labels}", "stufe {input} als {labels} ein", "entscheide, ob {input} {labels} ist", "ordne {input} einer der Kategorien {labels} zu",
			},
			Cues: map[string][]string{
				"labels":       {"als", "in", "Kategorien", "entweder als", "den Kategorien", "in die Kategorien", "der Kategorien", "einer der Kategorien", "eine der Kategorien", "in eine der Kategorien", "ob es", "ob", "zwischen", "entscheiden", "einordnen"},
				"instructions": {"anhand von", "nach", "aufgrund von"},
			},
			Examples: []string{
				"Immer wenn eine Mail ankommt, klassifiziere sie als Beschwerde, Frage oder Lob", "Wenn in Zendesk ein Ticket eröffnet wird, ordne es als Abrechnung oder Versand ein",
				"Wenn eine Mail kommt, stufe ein, ob sie negativ, verärgert, dringend oder freundlich klingt", "Wenn jemand eine Nachricht schreibt, ordne den Ton als positiv, neutral oder negativ ein",
			},
		},
	}
}

func extractAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"extract", "pull out", "parse", "pick out", "identify", "read out", "pull", "fish out", "get out"},
			Objects: []string{"field", "key data", "detail", "key fact"},
			Patterns: []string{
				"extract {fields} from {input}", "extract {fields} from it", "pull {fields} out of {input}", "read {fields} from {input}", "parse {fields} from {input}", "get {fields} out of {input}", "pick {fields} out of {input}", "extract {fields}",
			},
			Cues: map[string][]string{
				"input":  {"from", "out of", "in"},
				"fields": {"fields", "the fields", "extract", "data"},
			},
			Examples: []string{"Whenever a mail arrives, extract the order number and the date from it", "When a ticket is opened in Zendesk, pull the customer out of it"},
		},
		De: connectors.Asks{
			Verbs:   []string{"extrahieren", "aus|lesen", "heraus|ziehen", "ziehen", "heraus|lesen", "entnehmen", "raus|ziehen", "ermitteln", "raus|lesen", "heraus|suchen", "heraus|holen", "raus|holen"},
			Objects: []string{"Feld", "Angabe", "Eckdaten"},
			Patterns: []string{
				"extrahiere {fields} aus {input}", "lies {fields} aus {input} aus", "zieh {fields} aus {input} heraus", "zieh {fields} aus {input}", "entnimm {input} {fields}", "hol {fields} aus {input}", "lies aus {input} {fields} aus",
			},
			Cues: map[string][]string{
				"input":  {"aus", "von"},
				"fields": {"Felder", "die Felder", "Daten"},
			},
			Examples: []string{"Immer wenn eine Mail ankommt, extrahiere daraus die Bestellnummer und das Datum", "Wenn in Zendesk ein Ticket eröffnet wird, lies den Kunden daraus aus"},
		},
	}
}

func writeAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"write", "draft", "compose", "generate", "formulate", "translate", "rephrase", "reword"},
			Objects: []string{"draft", "reply", "draft reply", "draft answer", "reply text", "announcement text", "AI text", "translation", "text"},
			Patterns: []string{
				"draft a reply to {about}", "write a reply to {about}", "draft an answer to {about}", "compose a reply", "let the AI write {instructions}", "generate a text about {about}", "draft a reply", "draft a response", "have the AI draft {instructions}",
			},
			Cues: map[string][]string{
				"about":        {"about", "to", "on", "based on", "from"},
				"instructions": {"saying", "that", "which", "instructions", "in which"},
				"language":     {"in", "into", "to", "language"},
			},
			Examples: []string{"Whenever a mail arrives, draft a reply to it that apologizes for the delay", "When a ticket is opened in Zendesk, draft a reply in German"},
		},
		De: connectors.Asks{
			Verbs:   []string{"schreiben", "entwerfen", "verfassen", "formulieren", "generieren", "auf|setzen", "vor|bereiten", "übersetzen", "um|formulieren"},
			Objects: []string{"Entwurf", "Antwort", "Antwortentwurf", "Antworttext", "Ankündigungstext", "KI-Text", "Übersetzung", "Text"},
			Patterns: []string{
				"entwirf eine Antwort auf {about}", "schreib einen Text über {about}", "formuliere eine Antwort auf {about}", "lass die KI {instructions} schreiben", "verfasse eine Antwort auf {about}", "setz eine Antwort auf", "generiere einen Text über {about}", "entwirf eine Antwort",
			},
			Cues: map[string][]string{
				"about":        {"über", "auf", "zu", "aus"},
				"instructions": {"dass", "die", "der", "Anweisung", "in dem", "in der"},
				"language":     {"auf", "in", "ins", "Sprache"},
			},
			Examples: []string{"Immer wenn eine Mail ankommt, entwirf eine Antwort, die sich für die Verspätung entschuldigt", "Wenn in Zendesk ein Ticket eröffnet wird, entwirf eine Antwort auf Englisch"},
		},
	}
}
