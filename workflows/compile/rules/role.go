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
	"type": roleState, "urgency": roleState,
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
			if s.role = roleOrg; t.in.Properties["account"] != nil { // whoever is called so is somebody of the account
				s.role = rolePerson
			}
		}
		s.opens = t.op != nil && name == "name" && names(t.op.Name, "channel")
		for _, lang := range []string{"en", "de"} {
			for _, cue := range cuesOf(s, t.asks.In(lang).Cues[name], lang) {
				if s.role == roleText && t.op != nil && !t.effect() && t.in.Properties["subject"] != nil && matters[cue] {
					continue // "mails about the audit" say so in their subject
				}
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

// matters are the prepositions before what something is about, and nothing else.
var matters = words(`about regarding concerning re über wegen bezüglich betreffend`)

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
	roleState: {"en": {"to", "as", "into", "on", "should be", "must be", "becomes"}, "de": {"auf", "als"}},
	roleText:  {"en": {"about", "saying", "noting", "with the text", "text"}, "de": {"über", "mit dem text", "text", "wegen"}},
	roleTitle: {"en": {"titled", "called", "named", "about", "title"}, "de": {"titel", "namens", "mit dem titel", "wegen"}},
}
