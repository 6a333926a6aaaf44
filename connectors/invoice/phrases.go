package invoice

import "sayso/connectors"

func createAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"create", "make", "issue", "write", "raise", "generate", "prepare", "draw up", "bill", "invoice", "charge", "make out", "write up", "write out", "draft", "knock out", "whip up"},
			Objects: []string{"invoice", "bill"},
			Patterns: []string{
				"invoice {customer} for {amount}", "invoice {customer} {amount}", "invoice {customer} over {amount}",
				"bill {customer} {amount}", "bill {customer} for {amount}", "charge {customer} {amount}", "charge {amount} to {customer}",
				"bill {amount} to {customer}", "{customer} needs an invoice", "{customer} gets an invoice", "{customer} gets a bill", "{customer} should get an invoice", "put {amount} on the bill for {customer}", "send {customer} an invoice over {amount}", "send {customer} an invoice for {amount}",
			},
			Cues: map[string][]string{
				"customer":     {"for", "to", "customer", "client"},
				"amount":       {"over", "for", "of", "amount", "net", "totalling", "worth", "about"},
				"description":  {"for the", "for", "regarding", "concerning", "covering", "about"},
				"due":          {"due", "due on", "due by", "payable", "payable by", "payable until", "to be paid by", "terms", "payment terms", "payment due", "net"},
				"tax_rate":     {"VAT", "tax", "vat of", "plus VAT", "with VAT", "tax rate", "VAT rate"},
				"service_date": {"service date", "date of service", "delivered on", "delivered", "rendered on", "service rendered on", "service rendered", "services rendered", "performed on", "service on", "service of", "work done on", "supplied on"},
				"language":     {"in", "language"},
				"email":        {"email", "e-mail"},
				"address":      {"address"},
				"vat_id":       {"VAT ID", "VAT number"},
			},
			Examples: []string{
				"Create an invoice for ACME Corp over 1,200 EUR for the October workshop",
				"Bill Globex 500 EUR",
				"Invoice Initech for 2,400 USD, due 2026-12-15",
				"Issue an invoice to Umbrella Ltd over 900 EUR plus 7 % VAT, payable by 31 December 2026",
				"Write an invoice for Müller GmbH over 1,200 EUR in German",
			},
		},
		De: connectors.Asks{
			Verbs:   []string{"erstellen", "schreiben", "aus|stellen", "an|legen", "erzeugen", "machen", "fakturieren", "berechnen", "ab|rechnen", "verrechnen", "in Rechnung stellen", "auf|setzen", "fertig|machen", "raus|schreiben", "generieren", "stellen", "raus|hauen", "hauen"},
			Objects: []string{"Rechnung", "Faktura"},
			Patterns: []string{
				"{customer} bekommt eine Rechnung", "{customer} kriegt eine Rechnung", "{customer} erhält eine Rechnung", "{customer} braucht eine Rechnung", "Rechnung {customer} {amount}", "stelle {customer} {amount} in Rechnung", "stelle {amount} an {customer} in Rechnung", "berechne {customer} {amount}",
				"stelle {customer} eine Rechnung über {amount}", "schicke {customer} eine Rechnung über {amount}", "fakturiere {customer} {amount}",
			},
			Cues: map[string][]string{
				"customer":     {"für", "an", "für Kunde", "für den Kunden", "für die Kundin", "Kunde"},
				"amount":       {"über", "in Höhe von", "von", "Betrag"},
				"description":  {"für den", "für die", "für das", "für", "wegen", "betreffend", "Leistung", "Position", "Beschreibung"},
				"due":          {"fällig am", "fällig bis", "fällig", "zahlbar", "zahlbar bis", "zahlbar am", "zu zahlen bis", "Zahlungsziel", "Zahlungsfrist", "Ziel", "Frist"},
				"tax_rate":     {"MwSt", "USt", "Mehrwertsteuer", "Umsatzsteuer", "Steuersatz", "Steuer", "zzgl.", "zuzüglich", "plus"},
				"service_date": {"Leistungsdatum", "Leistungstag", "Lieferdatum", "Leistung vom", "Leistung am", "Lieferung vom", "Lieferung am", "geleistet am", "erbracht am", "geliefert am", "ausgeführt am"},
				"language":     {"auf", "in", "Sprache"},
				"email":        {"E-Mail", "Mail"},
				"address":      {"Adresse", "Anschrift"},
				"vat_id":       {"USt-IdNr.", "Umsatzsteuer-ID"},
			},
			Examples: []string{
				"Erstelle eine Rechnung für Kunde Müller GmbH über 1.200 € für den Workshop",
				"Stelle Globex 500 € in Rechnung",
				"Schreib eine Rechnung an die Initech AG über 2.400 EUR, zahlbar bis 15.12.2026",
				"Stell eine Rechnung über 900 EUR zzgl. 7 % MwSt für Umbrella Ltd aus",
			},
		},
	}
}

func cancelAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"cancel", "void", "reverse", "revoke", "credit", "annul", "withdraw", "call off", "write off", "kill", "scrap", "rescind"},
			Objects:  []string{"invoice", "bill"},
			Patterns: []string{"issue a credit note for invoice {invoice}", "create a credit note for {invoice}"},
			Cues: map[string][]string{
				"invoice": {"invoice", "number", "no."},
				"reason":  {"because", "because of", "due to", "reason"},
			},
			Examples: []string{"Cancel invoice R-2026-0007", "Void invoice R-2026-0007 because the order was withdrawn", "Issue a credit note for invoice R-2026-0007"},
		},
		De: connectors.Asks{
			Verbs:   []string{"stornieren", "auf|heben", "annullieren", "zurück|nehmen", "widerrufen", "zurück|ziehen", "canceln", "gut|schreiben"},
			Objects: []string{"Rechnung", "Faktura"},
			Patterns: []string{
				"erstelle eine Stornorechnung für {invoice}", "schreibe eine Stornorechnung zu {invoice}",
				"erstelle eine Gutschrift für {invoice}", "erstelle eine Gutschrift zu Rechnung {invoice}",
			},
			Cues: map[string][]string{
				"invoice": {"Rechnung", "Nummer", "Nr."},
				"reason":  {"weil", "wegen", "da", "Grund"},
			},
			Examples: []string{"Storniere die Rechnung R-2026-0007", "Storniere Rechnung R-2026-0007, weil der Auftrag zurückgezogen wurde"},
		},
	}
}

func getAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"get", "show", "fetch", "find", "look up", "look at", "check", "read", "open", "retrieve"},
			Objects:  []string{"invoice", "bill", "credit note"},
			Cues:     map[string][]string{"invoice": {"invoice", "number", "no."}},
			Examples: []string{"Show invoice R-2026-0007", "Fetch invoice R-2026-0007"},
		},
		De: connectors.Asks{
			Verbs:    []string{"zeigen", "holen", "suchen", "prüfen", "an|sehen", "an|schauen", "nach|schlagen", "lesen", "öffnen", "ab|rufen", "nach|sehen", "nach|schauen", "finden", "heraus|suchen", "raus|suchen", "auf|rufen", "schauen", "ziehen"},
			Objects:  []string{"Rechnung", "Faktura", "Stornorechnung"},
			Cues:     map[string][]string{"invoice": {"Rechnung", "Nummer", "Nr."}},
			Examples: []string{"Zeige die Rechnung R-2026-0007", "Hol die Rechnung R-2026-0007"},
		},
	}
}
