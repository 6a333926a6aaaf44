package rules

import (
	"slices"
	"strings"

	"sayso/connectors"
)

// What a mail is called often says all that there is to say in it: "send the feedback request to …", "die Terminbestätigung an …". Of anything else that
// is to be sent, such as a contract, the text has to be told or found.

// mailing is a kind of mail by the last word of what it is called. Its text has what stands before that word, or all of it.
type mailing struct {
	en, de map[string]bool
	text   connectors.Doc
}

var mailings = []mailing{
	{words("request requests enquiry inquiry query"), words("anfrage rückfrage nachfrage bitte"), connectors.Doc{
		En: "we are writing to ask for your {matter}. We look forward to your answer", De: "wir haben eine {whole} an Sie und freuen uns auf Ihre Antwort",
	}},
	{words("confirmation acknowledgement acknowledgment"), words("bestätigung zusage"), connectors.Doc{
		En: "we hereby confirm your {matter}", De: "hiermit erhalten Sie unsere {whole}",
	}},
	{words("reminder"), words("erinnerung"), connectors.Doc{
		En: "this is a friendly reminder of your {matter}", De: "hiermit erhalten Sie unsere {whole}",
	}},
	{words("invitation invite"), words("einladung"), connectors.Doc{
		En: "we would like to invite you to our {matter}", De: "hiermit erhalten Sie unsere {whole}",
	}},
	{words("notice notification announcement alert warning"), words("mitteilung ankündigung benachrichtigung warnung information"), connectors.Doc{
		En: "this is to let you know about the {matter}", De: "hiermit erhalten Sie unsere {whole}",
	}},
	{words("cancellation"), words("absage"), connectors.Doc{
		En: "this is to let you know about the {whole}", De: "hiermit erhalten Sie unsere {whole}",
	}},
	{nil, words("hinweis gruß"), connectors.Doc{De: "hiermit erhalten Sie unseren {whole}"}},
}

// mailing drafts the text of a mail from what it is called, and gives it that as its subject; "" where that says too little.
func (b *builder) mailing(s *step) string {
	if s.from == nil || !s.takesFiles() || s.t.in.Properties["subject"] == nil {
		return ""
	}
	for i := s.c.from; i < s.from.end; i++ {
		if i == s.c.verb || s.from.taken[i] == valued {
			continue
		}
		for _, m := range mailings {
			matter, from := b.calledBy(s, m, i)
			if matter == "" {
				continue
			}
			whole := phrase(b.items[from : i+1])
			text := strings.NewReplacer("{matter}", matter, "{whole}", whole).Replace(m.text.In(b.lang))
			if s.with["subject"] == nil {
				s.with["subject"] = sentence(whole)
			}
			s.from.mark(from, i+1, valued)
			b.origin(s.id+"."+s.textSlot().name, from, i+1)
			return b.in("Hello,\n\n"+text+".\n\nKind regards", "Guten Tag,\n\n"+text+".\n\nFreundliche Grüße")
		}
	}
	return ""
}

// calledBy gives what stands before the last word of what a mail is called, and the item where that begins; "" where an item is no such word, or
// nothing stands before it.
func (b *builder) calledBy(s *step, m mailing, i int) (matter string, from int) {
	it := b.items[i]
	if !it.word() {
		return "", 0
	}
	from = i
	if m.en[it.Lower] && b.lang == "en" {
		for from > s.c.from && b.says(s, from-1) {
			from--
		}
		return phrase(b.items[from:i]), from
	}
	for head := range m.de {
		if first, ok := strings.CutSuffix(it.Lower, head); ok && len(first) > 2 && b.lang == "de" {
			return first, from
		}
	}
	return "", 0
}

// recite makes the text of a mail of the only words in quotation marks that it has, which nothing calls its subject: "write to kim@… 'The lift is out of
// order'". What else there is to tell stands below them.
func (b *builder) recite(s *step) {
	body := s.textSlot()
	if s.from == nil || body == nil || !body.required || s.with[body.name] != nil || s.attached() || b.justRead(s) != "" {
		return
	}
	subject, ok := s.from.got["subject"]
	said, _ := s.with["subject"].(string)
	if !ok || !subject.quoted || !subject.slot.required || said == "" || slices.ContainsFunc(s.from.cues, func(c cued) bool {
		return c.slot.name == "subject" && c.to <= subject.from && c.from >= subject.from-4
	}) {
		return
	}
	if b.trigger != nil {
		said += "\n\n" + strings.Join(b.news(), "\n")
	}
	s.with[body.name] = said
	delete(s.with, "subject")
}
