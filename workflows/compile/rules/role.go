package rules

import (
	"slices"
	"strings"

	"sayso/connectors"
)

// role is what kind of words an argument takes. Formats of the schema decide it, and for plain strings the argument's name, since
// the names of the catalogue mean the same in every app.
type role uint8

const (
	roleName    role = iota // a name or an identifier behind its cue: a namespace, a table
	roleOrg                 // a company or customer
	rolePerson              // a person
	roleChannel             // a channel
	roleKey                 // an issue, an invoice: the number or key of a record
	roleProject             // a project or its key
	roleState               // a status, a stage, a priority: an app's own value
	roleTitle               // a short text: a subject, a summary
	roleText                // free text of any length
	roleMoney
	roleEmail
	roleDate
	roleDuration
	roleNumber
	roleURL
	roleFile
	rolePhone
	roleRecord // a record that has a name: an opportunity, a lead
	roleSince  // how far back: a date, or a time back
	roleEmoji
	roleBool
	roleEnum
	rolePositions // a list of objects with a price each: the lines of an invoice
	roleLanguage  // a language
	roleSQL       // a query in a language of its own
	roleFields    // an object of free fields: a row, the conditions that choose one
	roleAny       // whatever there is: what a model is to read
	roleOther     // lists that words don't fill
)

// slot is an argument of a target as the compiler sees it.
type slot struct {
	name     string
	role     role
	list     bool
	required bool
	opens    bool                  // is what a new channel is called
	schema   *connectors.Schema    // of one item where it is a list
	cues     map[string][][]string // by language, each in its words
}

var roleOfName = map[string]role{
	"customer": roleOrg, "account": roleOrg, "company": roleOrg, "about": roleOrg,
	"user": rolePerson, "assignee": rolePerson, "last_name": rolePerson, "first_name": rolePerson, "requester": rolePerson,
	"caller": rolePerson, "from": rolePerson,
	"channel": roleChannel, "issue": roleKey, "invoice": roleKey, "ticket": roleKey, "incident": roleKey,
	"lead": roleRecord, "post": roleRecord, "opportunity": roleRecord, "task": roleRecord, "since": roleSince,
	"project": roleProject, "status": roleState, "stage": roleState, "state": roleState, "priority": roleState,
	"type": roleState, "urgency": roleState, "industry": roleState,
	"summary": roleTitle, "subject": roleTitle, "title": roleTitle, "name": roleTitle, "short_description": roleTitle,
	"contains": roleTitle, "query": roleTitle,
	"phone": rolePhone, "emoji": roleEmoji, "message": roleKey, "thread": roleKey,
	"note": roleText, "reason": roleText, "text": roleText, "body": roleText,
}

// slotsOf lists the arguments of a target, the required ones first, each group by name.
func slotsOf(t *target) []slot {
	var slots []slot
	for name, p := range t.in.Properties {
		s := slot{name: name, schema: p, required: slices.Contains(t.in.Required, name), cues: map[string][][]string{}}
		if p.Type == "array" && p.Items != nil {
			s.list, s.schema = true, p.Items
		}
		s.role = roleOf(name, s.schema)
		if _, ok := columnsOf(s.schema); s.list && ok {
			s.role = rolePositions
		}
		if op := t.op; op != nil && s.role == roleTitle && name == "name" && names(op.Name, "account", "contact") {
			s.role = roleOrg
		}
		s.opens = t.op != nil && name == "name" && names(t.op.Name, "channel")
		for _, lang := range []string{"en", "de"} {
			for _, cue := range cuesOf(s, t.asks.In(lang).Cues[name], lang) {
				s.cues[lang] = append(s.cues[lang], strings.Fields(cue))
			}
		}
		slots = append(slots, s)
	}
	slices.SortFunc(slots, func(a, b slot) int {
		if a.required != b.required {
			if a.required {
				return -1
			}
			return 1
		}
		return strings.Compare(a.name, b.name)
	})
	return slots
}

// names reports whether one of the words of an action's name is in a list.
func names(action string, nouns ...string) bool {
	for part := range strings.SplitSeq(action, "_") {
		if slices.Contains(nouns, part) {
			return true
		}
	}
	return false
}

func roleOf(name string, s *connectors.Schema) role {
	switch {
	case len(s.Enum) > 0:
		return roleEnum
	case s.Format == connectors.FormatMoney:
		return roleMoney
	case s.Format == connectors.FormatEmail:
		return roleEmail
	case s.Format == connectors.FormatDate, s.Format == connectors.FormatDateTime:
		return roleDate
	case s.Format == connectors.FormatDuration:
		return roleDuration
	case s.Format == connectors.FormatURL:
		return roleURL
	case s.Format == connectors.FormatFile:
		return roleFile
	case s.Format == connectors.FormatText && (name == "sql" || name == "soql"):
		return roleSQL
	case s.Format == connectors.FormatText:
		return roleText
	case s.Type == "integer", s.Type == "number":
		return roleNumber
	case s.Type == "boolean":
		return roleBool
	case s.Type == "":
		return roleAny
	case s.Type == "object" && len(s.Properties) == 0:
		return roleFields
	case s.Type != "string":
		return roleOther
	}
	if name == "language" {
		return roleLanguage
	}
	if r, ok := roleOfName[name]; ok {
		return r
	}
	return roleName
}

// roleCues are the words that stand before a value of a role in any app.
var roleCues = map[role]map[string][]string{
	roleOrg: {"en": {"customer", "client", "company", "account", "for", "of", "with", "w/", "from", "at"}, "de": {"kunde",
		"kunden", "kundin", "firma", "fa", "account", "für", "bei", "von", "mit", "zu"}},
	rolePerson: {"en": {"to", "for"}, "de": {"an", "für"}},
	roleEmail:  {"en": {"to"}, "de": {"an"}},
	roleMoney: {"en": {"over", "for", "of", "amount", "at", "worth"}, "de": {"über", "betrag", "auf", "von", "für",
		"in höhe von", "höhe"}},
	roleState: {"en": {"to", "as"}, "de": {"auf", "als"}},
	roleText:  {"en": {"about", "saying", "with the text", "text"}, "de": {"über", "mit dem text", "text", "wegen"}},
	roleTitle: {"en": {"titled", "called", "named", "about", "title"}, "de": {"titel", "namens", "mit dem titel", "wegen"}},
}

// argumentWords are what an argument is called in prompts, besides its own name.
var argumentWords = map[string]map[string][]string{
	"subject":     {"en": {"subject"}, "de": {"betreff"}},
	"body":        {"en": {"body", "text", "message"}, "de": {"text", "inhalt", "nachricht"}},
	"text":        {"en": {"text", "message"}, "de": {"text", "nachricht"}},
	"description": {"en": {"description", "subject"}, "de": {"beschreibung", "betreff"}},
	"note":        {"en": {"note"}, "de": {"notiz", "anmerkung"}},
	"summary":     {"en": {"summary", "title"}, "de": {"titel", "zusammenfassung"}},
	"priority":    {"en": {"priority", "prio"}, "de": {"priorität", "prio"}},
	"urgency":     {"en": {"urgency"}, "de": {"dringlichkeit"}},
	"impact":      {"en": {"impact"}, "de": {"auswirkung"}},
	"status":      {"en": {"status", "state"}, "de": {"status", "zustand"}},
	"stage":       {"en": {"stage", "phase"}, "de": {"phase", "stufe"}},
	"project":     {"en": {"project"}, "de": {"projekt"}},
	"assignee":    {"en": {"assignee", "assigned to", "assign to", "assign it to", "give it to"}, "de": {"bearbeiter", "zuständig"}},
	"due": {"en": {"due", "due date", "payable", "payable by", "payable within", "by", "until"}, "de": {"fällig", "zahlbar",
		"zahlbar bis", "bis", "fälligkeit", "bis zum"}},
	"close_date": {"en": {"closing", "close date", "closes"}, "de": {"abschluss", "abschlussdatum", "schließt"}},
	"tax_rate":   {"en": {"vat", "tax", "plus"}, "de": {"ust", "mwst", "mehrwertsteuer", "umsatzsteuer", "zzgl", "zuzüglich"}},
	"channel":    {"en": {"channel"}, "de": {"kanal", "channel"}},
	"labels":     {"en": {"label", "labels", "tag", "tags"}, "de": {"label", "labels", "tag", "tags", "schlagwort"}},
	"type":       {"en": {"type"}, "de": {"typ"}},
	"reason":     {"en": {"reason", "because"}, "de": {"grund", "weil", "begründung"}},
	"cc":         {"en": {"cc", "copy to"}, "de": {"cc", "kopie an", "in kopie"}},
	"bcc":        {"en": {"bcc"}, "de": {"bcc"}},
	"email":      {"en": {"email", "e-mail", "mail"}, "de": {"e-mail", "email", "mail", "adresse"}},
	"limit":      {"en": {"first", "at most", "limit", "top"}, "de": {"erste", "ersten", "höchstens", "maximal", "limit"}},
	"since":      {"en": {"since", "from the last", "of the last"}, "de": {"seit", "der letzten"}},
	"name":       {"en": {"name"}, "de": {"name"}},
	"user":       {"en": {"user"}, "de": {"benutzer"}},
	"comment":    {"en": {"comment"}, "de": {"kommentar"}},
	"from":       {"en": {"from", "sender"}, "de": {"von", "absender"}},
	"contains":   {"en": {"containing", "mentions", "contains"}, "de": {"enthält", "erwähnt"}},
	"company":    {"en": {"company", "at", "from"}, "de": {"firma", "bei", "von"}},
	"phone":      {"en": {"phone", "tel"}, "de": {"telefon", "tel", "telefonnummer"}},
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

// argumentWord reports whether a word is what an argument is called.
func argumentWord(word, lang string) bool {
	for _, list := range argumentWords {
		if slices.Contains(list[lang], word) {
			return true
		}
	}
	return false
}

// cuesOf joins the words before a value of a slot: what the connector says, what its argument is called, what its role is cued
// by. The words of another address of a mail are not those of its recipient.
func cuesOf(s slot, declared []string, lang string) []string {
	var cues []string
	for _, c := range declared {
		if openers[strings.ToLower(c)] { // what they open is found as the clause's message
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
