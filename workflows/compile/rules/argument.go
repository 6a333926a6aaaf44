package rules

import (
	"slices"
	"strings"
)

// argumentWords are what an argument is called in prompts, besides its own name.
var argumentWords = map[string]map[string][]string{
	"subject":     {"en": {"subject", "subject line", "headline", "title"}, "de": {"betreff", "betreffzeile", "überschrift", "titel", "thema"}},
	"title":       {"en": {"title", "headline", "heading"}, "de": {"titel", "überschrift"}},
	"summary":     {"en": {"summary", "title", "headline"}, "de": {"titel", "zusammenfassung", "überschrift"}},
	"name":        {"en": {"name"}, "de": {"name"}},
	"body":        {"en": {"body", "text", "message"}, "de": {"text", "inhalt", "nachricht"}},
	"text":        {"en": {"text", "message"}, "de": {"text", "nachricht"}},
	"description": {"en": {"description", "subject", "details"}, "de": {"beschreibung", "betreff", "details"}},
	"notes":       {"en": {"notes", "note", "description", "details"}, "de": {"notizen", "notiz", "beschreibung", "details", "anmerkung"}},
	"note":        {"en": {"note", "remark"}, "de": {"notiz", "anmerkung", "vermerk", "hinweis"}},
	"comment":     {"en": {"comment"}, "de": {"kommentar"}},
	"reason":      {"en": {"reason", "because"}, "de": {"grund", "weil", "begründung"}},
	"priority":    {"en": {"priority", "prio"}, "de": {"priorität", "priorisiert", "priorisierte", "priorisiertes", "priorisierter", "prio"}},
	"urgency":     {"en": {"urgency"}, "de": {"dringlichkeit"}},
	"impact":      {"en": {"impact"}, "de": {"auswirkung"}},
	"status":      {"en": {"status", "state", "that are in", "which are in", "that are still in", "that is", "which is"}, "de": {"status", "zustand", "die auf", "die noch auf", "die gerade auf"}},
	"state":       {"en": {"state", "that are in", "which are in", "that are still in", "that is", "which is"}, "de": {"status", "die auf", "die noch auf", "die gerade auf"}},
	"stage":       {"en": {"stage", "phase"}, "de": {"phase", "stufe"}},
	"type":        {"en": {"type", "issue type"}, "de": {"typ", "vorgangstyp"}},
	"labels":      {"en": {"label", "labels", "tag", "tags"}, "de": {"label", "labels", "tag", "tags", "schlagwort", "schlagwörter", "stichwort", "stichwörter"}},
	"tags":        {"en": {"tag", "tags", "tagged", "label", "labels"}, "de": {"tagge", "taggen", "labele", "verschlagworte", "verschlagworten", "label", "labels", "tag", "tags", "schlagwort", "schlagwörter", "stichwort", "stichwörter"}},
	"project":     {"en": {"project"}, "de": {"projekt"}},
	"channel":     {"en": {"channel"}, "de": {"kanal", "channel"}},
	"assignee": {"en": {"assignee", "owner", "responsible", "assigned to", "assign to", "assign it to", "give it to"}, "de": {"bearbeiter", "bearbeiterin",
		"zuständig", "zuständiger", "zuständige", "zuständig ist", "verantwortlich", "verantwortlicher", "verantwortliche", "verantwortlich ist", "owner"}},
	"user":    {"en": {"user"}, "de": {"benutzer"}},
	"from":    {"en": {"from", "sender"}, "de": {"von", "absender"}},
	"company": {"en": {"company", "at", "from"}, "de": {"firma", "unternehmen", "bei", "von"}},
	"email":   {"en": {"email", "e-mail", "mail"}, "de": {"e-mail", "email", "mail", "adresse"}},
	"phone":   {"en": {"phone", "telephone", "phone number", "mobile", "tel"}, "de": {"telefon", "tel", "telefonnummer", "handy", "mobil"}},
	"cc":      {"en": {"cc", "copy to"}, "de": {"cc", "kopie an", "in kopie"}},
	"bcc":     {"en": {"bcc"}, "de": {"bcc"}},
	"due": {"en": {"due", "due date", "deadline", "payable", "payable by", "payable within", "payment term", "payment terms", "by", "until"}, "de": {"fällig",
		"fällig am", "fällig bis", "fälligkeit", "fälligkeitsdatum", "frist", "deadline", "zahlbar", "zahlbar bis", "zahlungsziel", "zahlungsfrist", "bis", "bis zum"}},
	"close_date": {"en": {"closing", "close date", "closing date", "closes"}, "de": {"abschluss", "abschlussdatum", "abschlusstermin", "schließt"}},
	"since":      {"en": {"since", "from the last", "of the last"}, "de": {"seit", "seit dem", "der letzten"}},
	"amount":     {"en": {"amount", "total", "sum"}, "de": {"betrag", "summe", "gesamt", "gesamtbetrag", "gesamtsumme", "netto"}},
	"tax_rate":   {"en": {"vat", "tax", "plus"}, "de": {"ust", "mwst", "mehrwertsteuer", "umsatzsteuer", "zzgl", "zuzüglich"}},
	"language":   {"en": {"language"}, "de": {"sprache"}},
	"limit": {"en": {"first", "at most", "limit", "top", "max", "maximum", "no more than", "up to"}, "de": {"erste", "ersten", "höchstens", "maximal",
		"max", "maximum", "limit", "bis zu", "nicht mehr als"}},
	"contains":         {"en": {"containing", "mentions", "contains"}, "de": {"enthält", "erwähnt"}},
	"query":            {"en": {"query", "search term"}, "de": {"abfrage", "suchbegriff", "suchwort"}},
	"repo":             {"en": {"repo", "repository"}, "de": {"repo", "repository"}},
	"ref":              {"en": {"ref", "branch", "tag"}, "de": {"ref", "branch", "tag"}},
	"conf":             {"en": {"conf", "config", "configuration", "parameters"}, "de": {"conf", "config", "konfiguration", "parameter"}},
	"inputs":           {"en": {"inputs", "parameters"}, "de": {"inputs", "eingaben", "parameter"}},
	"timeout":          {"en": {"timeout", "time limit", "at most", "max"}, "de": {"timeout", "zeitlimit", "höchstens", "maximal", "max"}},
	"method":           {"en": {"method"}, "de": {"methode"}},
	"url":              {"en": {"url", "address"}, "de": {"url", "adresse"}},
	"id":               {"en": {"id"}, "de": {"id"}},
	"source":           {"en": {"source", "lead source", "origin"}, "de": {"quelle", "leadquelle", "lead-quelle", "herkunft"}},
	"industry":         {"en": {"industry", "sector"}, "de": {"branche", "industrie", "sektor"}},
	"assignment_group": {"en": {"assignment group", "support group", "group", "team"}, "de": {"zuweisungsgruppe", "bearbeitergruppe", "gruppe", "team"}},
	"requester":        {"en": {"requester", "customer"}, "de": {"anfragender", "anfragende", "anfragesteller", "anfragestellerin", "antragsteller", "antragstellerin", "kunde", "kundin"}},
	"resolution":       {"en": {"resolution", "solution", "fix"}, "de": {"lösung", "behebung"}},
	"content":          {"en": {"content", "text", "body"}, "de": {"inhalt", "text", "content"}},
	"categories":       {"en": {"category", "categories"}, "de": {"kategorie", "kategorien", "rubrik"}},
	"namespace":        {"en": {"namespace", "ns"}, "de": {"namespace", "namensraum", "ns"}},
	"bucket":           {"en": {"bucket"}, "de": {"bucket"}},
	"key":              {"en": {"key", "path"}, "de": {"schlüssel", "pfad"}},
	"prefix":           {"en": {"prefix", "folder", "directory"}, "de": {"präfix", "ordner", "verzeichnis"}},
	"total":            {"en": {"total", "amount", "sum"}, "de": {"gesamtbetrag", "gesamtsumme", "betrag", "summe"}},
	"date":             {"en": {"date"}, "de": {"datum"}},
}

// addressLabels are what the further addresses of a message are called by more than one word.
var addressLabels = [][]string{{"antwort", "an"}, {"antworten", "an"}, {"kopie", "an"}, {"replies", "to"}, {"answers", "to"}, {"copy", "to"}}

// labelWidth gives how many words at an item call a further address of a message, "Antwort an", "copy to"; 0 where none do.
func labelWidth(items []item, i, to int) int {
	for _, words := range addressLabels {
		if i+len(words) < to && are(items[i:], words) {
			return len(words)
		}
	}
	return 0
}

// isArgument reports whether a noun is what an argument is called, so that it says little of which action is meant.
func isArgument(noun, lang string) bool {
	for name, list := range argumentWords {
		if name != "comment" && name != "text" && name != "body" && name != "email" && slices.Contains(list[lang], noun) {
			return true
		}
	}
	return false
}

// labelWords gives the single words that arguments are called in a language.
func labelWords(lang string) map[string]bool {
	labels := map[string]bool{}
	for _, list := range argumentWords {
		for _, w := range list[lang] {
			labels[w] = !strings.Contains(w, " ")
		}
	}
	return labels
}

// argumentWord reports whether a word is what an argument is called.
func argumentWord(word, lang string) bool {
	for _, list := range argumentWords {
		if slices.Contains(list[lang], word) {
			return true
		}
	}
	for grade := range grades { // "Prioritätsstufe"
		if of, ok := strings.CutSuffix(word, grade); ok && of != "" {
			return argumentWord(strings.TrimSuffix(of, "s"), lang)
		}
	}
	return false
}

// cuesOf joins the words before a value of a slot: what the connector says, what its argument is called, what its role is cued
// by. The words of another address of a mail are not those of its recipient.
func cuesOf(s slot, declared []string, lang string) []string {
	var cues []string
	for _, c := range declared {
		if openers[strings.ToLower(c)] && !s.list { // what they open is found as the clause's message
			continue
		}
		cues = append(cues, strings.ToLower(c))
	}
	cues = append(cues, strings.ReplaceAll(s.name, "_", " "))
	cues = append(cues, argumentWords[s.name][lang]...)
	if s.role != roleEmail || s.required {
		cues = append(cues, roleCues[s.role][lang]...)
	}
	slices.SortStableFunc(cues, func(a, b string) int { return strings.Count(b, " ") - strings.Count(a, " ") })
	return slices.Compact(cues)
}
