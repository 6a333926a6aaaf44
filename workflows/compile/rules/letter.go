package rules

import (
	"slices"
	"strings"

	"sayso/connectors"
)

// letter is a message about a document that an earlier step made. Its parts in brackets are left out where the document lacks the
// output.
type letter struct{ subject, body connectors.Doc }

// confirmation goes out with an invoice or whatever else has a number and a total. Placeholders are outputs and arguments of its
// step.
var confirmation = letter{
	subject: connectors.Doc{En: "Invoice {number}", De: "Rechnung {number}"},
	body: connectors.Doc{
		En: "Hello,\n\nplease find attached our invoice {number}[ for {description}].\n\n" +
			"Total: {total}[\nPayable by: {due}]\n\nKind regards",
		De: "Guten Tag,\n\nanbei erhalten Sie unsere Rechnung {number}[ ({description})].\n\n" +
			"Gesamtbetrag: {total}[\nZahlbar bis: {due}]\n\nFreundliche Grüße",
	},
}

// credit goes out with a document that has no total of its own.
var credit = letter{
	subject: connectors.Doc{En: "Credit note {credit_note}", De: "Stornorechnung {credit_note}"},
	body: connectors.Doc{
		En: "Hello,\n\nplease find attached credit note {credit_note}.\n\nKind regards",
		De: "Guten Tag,\n\nanbei erhalten Sie die Stornorechnung {credit_note}.\n\nFreundliche Grüße",
	},
}

// kindly are messages that need no more to be said, by the words that ask for them.
var kindly = []struct {
	words         map[string]bool
	subject, body connectors.Doc
}{
	{words("thank thank-you thanks bedanken bedank dank dankeschön"), connectors.Doc{En: "Thank you", De: "Vielen Dank"},
		connectors.Doc{En: "Hello,\n\nthank you very much.\n\nKind regards", De: "Guten Tag,\n\nvielen Dank.\n\nFreundliche Grüße"}},
	{words("welcome welcome-mail willkommen willkommensmail willkommens-mail begrüßung begrüßungsmail begrüßungs-mail"),
		connectors.Doc{En: "Welcome", De: "Willkommen"},
		connectors.Doc{En: "Hello,\n\nwelcome! We look forward to working with you.\n\nKind regards",
			De: "Guten Tag,\n\nherzlich willkommen! Wir freuen uns auf die Zusammenarbeit.\n\nFreundliche Grüße"}},
	{words("zahlungserinnerung mahnung dunning payment-reminder"), connectors.Doc{En: "Payment reminder", De: "Zahlungserinnerung"},
		connectors.Doc{En: "Hello,\n\nthis is a friendly reminder that our invoice is still open.\n\nKind regards",
			De: "Guten Tag,\n\nwir möchten freundlich daran erinnern, dass unsere Rechnung noch offen ist.\n\nFreundliche Grüße"}},
}

// courtesy gives the subject and the body of such a message; "" where a step is none.
func (b *builder) courtesy(s *step) (subject, body string) {
	if !s.takesFiles() {
		return "", ""
	}
	for _, k := range kindly {
		if slices.ContainsFunc(b.items[s.c.from:s.c.to], func(it item) bool { return it.word() && k.words[it.Lower] }) {
			return k.subject.In(b.lang), k.body.In(b.lang)
		}
	}
	return "", ""
}

// remark is what is noted about a document in another app.
var remark = connectors.Doc{En: "Invoice {number} over {total}", De: "Rechnung {number} über {total}"}

// outcomes are the states that a record is in after a step of an app of a kind.
var outcomes = map[string]connectors.Doc{"invoicing": {En: "Invoiced", De: "Fakturiert"}}

func letterFor(doc *step) letter {
	if outputOf(doc.t, "total", nil) == "" {
		return credit
	}
	return confirmation
}

// render fills a template with references to a step's outputs and with the arguments it was given. It is "" where a part outside
// brackets has nothing to stand for it.
func (b *builder) render(d *step, doc connectors.Doc) string {
	args := map[string]any{}
	for name := range d.t.out.Properties {
		args[name] = "${" + d.id + "." + name + "}"
	}
	for name, v := range d.with {
		if _, ok := args[name]; !ok {
			args[name] = v
		}
	}
	text := connectors.Sentence(doc).Render(b.lang, args)
	if strings.Contains(text, "…") {
		return ""
	}
	return text
}
