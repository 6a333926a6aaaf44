package rules

import (
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

// enclosure goes out with a file that was got, by what it is called.
var enclosure = connectors.Doc{
	En: "Hello,\n\nplease find attached: %s.\n\nKind regards",
	De: "Guten Tag,\n\nanbei erhalten Sie: %s.\n\nFreundliche Grüße",
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
