package xero

import "sayso/connectors"

func invoiceAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"record", "book", "enter", "post", "register", "log", "add", "file"},
			Objects: []string{"invoice", "bill", "books", "Xero invoice", "accounting", "accounting system", "ledger"},
			Patterns: []string{
				"record the invoice in Xero", "book it in Xero", "record it in Xero", "enter it in the books", "book the invoice", "post the invoice to Xero", "add the invoice to Xero", "record invoice {number} for {customer} over {total}", "record it in the accounting system",
				"put it in the books", "record invoice {number}",
			},
			Cues: map[string][]string{
				"customer": {"for", "to", "customer", "client"},
				"number":   {"invoice", "number", "no", "invoice number"},
				"total":    {"over", "of", "total", "totalling", "for", "worth"},
				"due":      {"due", "due on", "due by", "payable", "payable by", "payable until", "terms", "payment terms"},
			},
			Examples: []string{"Record invoice R-2026-0031 for Orchid Ltd over 1,190 EUR in Xero, due 2026-12-15", "Book the invoice R-2026-0031 for Orchid Ltd over 1,190 EUR"},
		},
		De: connectors.Asks{
			Verbs:   []string{"verbuchen", "buchen", "erfassen", "ein|tragen", "ein|buchen", "auf|nehmen", "übernehmen", "ein|pflegen", "rein|buchen", "nach|tragen", "rein|stellen"},
			Objects: []string{"Rechnung", "Buchhaltung", "Xero-Rechnung", "Buch", "Ausgangsrechnung"},
			Patterns: []string{
				"verbuche die Rechnung in Xero", "verbuche sie in Xero", "buche die Rechnung", "erfasse die Rechnung in Xero", "trag die Rechnung in Xero ein", "trag sie in die Buchhaltung ein", "verbuche Rechnung {number} für {customer} über {total}", "erfasse Rechnung {number} in der Buchhaltung",
			},
			Cues: map[string][]string{
				"customer": {"für", "an", "Kunde", "Kunden"},
				"number":   {"Rechnung", "Nummer", "Nr", "Rechnungsnummer"},
				"total":    {"über", "von", "Gesamtbetrag", "in Höhe von"},
				"due":      {"fällig am", "fällig", "zahlbar", "zahlbar bis", "fällig bis", "Zahlungsziel", "Ziel"},
			},
			Examples: []string{"Verbuche die Rechnung R-2026-0031 für Orchid GmbH über 1.190 EUR in Xero, fällig am 15.12.2026", "Buche die Rechnung R-2026-0031 für Orchid GmbH über 1.190 EUR ein"},
		},
	}
}

func paymentAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"record", "book", "enter", "register", "log", "post", "add", "apply", "mark as paid", "put through", "put down", "note", "put"},
			Objects: []string{"payment", "incoming payment", "receipt", "Xero payment", "customer payment"},
			Patterns: []string{
				"record a payment of {amount} for invoice {invoice}", "record that {invoice} was paid", "book {amount} against invoice {invoice}", "apply {amount} to invoice {invoice}", "invoice {invoice} was paid with {amount}", "record the payment of {invoice}",
				"mark invoice {invoice} as paid with {amount}",
			},
			Cues: map[string][]string{
				"invoice": {"invoice", "for invoice", "against invoice", "on invoice", "of invoice", "to invoice", "against", "on"},
				"amount":  {"of", "amount", "over", "payment of", "with"},
				"date":    {"on", "dated", "received on", "received", "paid on", "date", "value date"},
				"account": {"account", "to account", "to the account", "bank account", "into the account"},
			},
			Examples: []string{"Record a payment of 1,190 EUR for invoice R-2026-0031 in Xero", "Book an incoming payment of 250 USD against invoice R-2026-0032, received on 2026-11-18"},
		},
		De: connectors.Asks{
			Verbs:   []string{"verbuchen", "buchen", "erfassen", "ein|tragen", "ein|buchen", "vermerken", "zu|ordnen", "rein|buchen", "drauf|buchen", "nach|tragen"},
			Objects: []string{"Zahlung", "Zahlungseingang", "Eingangszahlung", "Geldeingang", "Überweisung", "Kundenzahlung"},
			Patterns: []string{
				"verbuche eine Zahlung von {amount} zur Rechnung {invoice}", "buche {amount} auf Rechnung {invoice}", "verbuche den Zahlungseingang zu {invoice}", "erfasse eine Zahlung von {amount} für Rechnung {invoice}", "markiere Rechnung {invoice} als bezahlt mit {amount}",
			},
			Cues: map[string][]string{
				"invoice": {"Rechnung", "zur Rechnung", "auf Rechnung", "für Rechnung", "zu Rechnung", "für die Rechnung", "auf", "zu"},
				"amount":  {"von", "über", "Betrag", "in Höhe von"},
				"date":    {"vom", "am", "Datum", "eingegangen am", "Eingang", "Eingang am", "Zahlungsdatum", "bezahlt am"},
				"account": {"Konto", "auf Konto", "auf das Konto", "Bankkonto"},
			},
			Examples: []string{"Verbuche in Xero eine Zahlung von 1.190 EUR zur Rechnung R-2026-0031", "Erfasse einen Zahlungseingang von 250 USD für die Rechnung R-2026-0032 vom 18.11.2026"},
		},
	}
}

func findAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"find", "look up", "get", "fetch", "search", "check", "pull up"},
			Objects:  []string{"contact", "Xero contact", "debtor", "contact in Xero"},
			Patterns: []string{"find the contact {name} in Xero", "look up {name} in Xero", "look {name} up in the books"},
			Cues:     map[string][]string{"name": {"contact", "customer", "called", "named", "debtor"}},
			Examples: []string{"Find the contact Orchid Ltd in Xero", "Look up Orchid Ltd in Xero"},
		},
		De: connectors.Asks{
			Verbs:    []string{"finden", "suchen", "nach|schlagen", "heraus|suchen", "holen", "ab|rufen", "nach|sehen"},
			Objects:  []string{"Kontakt", "Xero-Kontakt", "Debitor"},
			Patterns: []string{"such den Kontakt {name} in Xero", "schlag {name} in Xero nach", "schlag {name} in der Buchhaltung nach"},
			Cues:     map[string][]string{"name": {"Kontakt", "Kunde", "Kunden", "namens", "Debitor"}},
			Examples: []string{"Suche den Kontakt Orchid GmbH in Xero", "Schlag Orchid GmbH in Xero nach"},
		},
	}
}
