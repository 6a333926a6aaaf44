package invoice

import "sayso/connectors"

// DemoSettings are those of a made-up company, for the sandbox. Its bank account is the one that ISO 13616 uses as its example.
func DemoSettings() map[string]string {
	return map[string]string{
		"name": "Sayso Demo GmbH", "address": "Musterstraße 1\n10115 Berlin", "country": "DE",
		"vat_id": "DE123456789", "tax_number": "27/123/45678", "registration": "Amtsgericht Berlin, HRB 12345",
		"iban": "DE89370400440532013000", "bic": "COBADEFFXXX", "bank": "Musterbank",
		"email": "billing@sayso.example", "phone": "+49 30 1234567", "website": "sayso.example",
	}
}

// needs are what `sayso connect invoice` asks for.
func needs() []connectors.Need {
	need := func(name, en, de string) connectors.Need {
		return connectors.Need{Name: name, Doc: connectors.Doc{En: en, De: de}, Optional: true}
	}
	required := func(n connectors.Need) connectors.Need { n.Optional = false; return n }
	standard := func(n connectors.Need, value string) connectors.Need { n.Default = value; return n }
	return []connectors.Need{
		required(need("name", "Your company's name, as invoices show it", "Name deiner Firma, wie er auf Rechnungen steht")),
		required(need("address", "Street, postal code and city, separated by commas", "Straße, Postleitzahl und Ort, durch Kommas getrennt")),
		standard(need("country", "Your country, two letters", "Dein Land, zwei Buchstaben"), "DE"),
		need("vat_id", "VAT ID; it or the tax number is needed", "USt-IdNr.; sie oder die Steuernummer wird gebraucht"),
		need("tax_number", "Tax number; it or the VAT ID is needed", "Steuernummer; sie oder die USt-IdNr. wird gebraucht"),
		need("registration", "Register and number of your company", "Registergericht und -nummer deiner Firma"),
		need("iban", "IBAN of the account to pay to", "IBAN des Kontos, auf das gezahlt wird"),
		need("bic", "BIC of your bank", "BIC deiner Bank"),
		need("bank", "Name of your bank", "Name deiner Bank"),
		need("email", "E-mail address for questions about invoices", "E-Mail-Adresse für Fragen zu Rechnungen"),
		need("phone", "Phone number for questions about invoices", "Telefonnummer für Fragen zu Rechnungen"),
		need("website", "Your website", "Deine Website"),
		need("logo", "Logo as data:image/png;base64,… of at most 64 KB", "Logo als data:image/png;base64,… mit höchstens 64 KB"),
		standard(need("payment_days", "Days until an invoice is due", "Tage, bis eine Rechnung fällig ist"), "14"),
		standard(need("tax_rate", "VAT in percent where nothing else is said", "Umsatzsteuer in Prozent, wenn nichts anderes gesagt ist"), "19"),
		need("exemption_reason", "Why no VAT is charged at a rate of 0, as invoices show it",
			"Warum bei einem Satz von 0 keine Umsatzsteuer anfällt, wie es auf Rechnungen steht"),
		standard(need("number_format", "How invoice numbers are written", "Wie Rechnungsnummern aussehen"), invoiceFormat),
		standard(need("credit_note_format", "How numbers of credit notes are written", "Wie Nummern von Stornorechnungen aussehen"), creditNoteFormat),
		need("timezone", "Time zone of your dates, such as Europe/Berlin; the machine's where it is empty",
			"Zeitzone deiner Daten, etwa Europe/Berlin; leer: die der Maschine"),
	}
}
