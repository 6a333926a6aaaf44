package xero

import "sayso/connectors"

type invoiceIn struct {
	Customer string           `json:"customer" jsonschema:"Customer: name of the contact" de:"Kunde: Name des Kontakts"`
	Number   string           `json:"number" jsonschema:"Number of the invoice" de:"Nummer der Rechnung"`
	Total    connectors.Money `json:"total" jsonschema:"Total with tax" de:"Gesamtbetrag mit Steuer"`
	Due      connectors.Date  `json:"due,omitempty" jsonschema:"Day it is due" de:"Tag, an dem sie fällig ist"`
	Lines    []map[string]any `json:"lines,omitempty" jsonschema:"Lines: description, quantity, unit_price" de:"Positionen: description, quantity, unit_price" trust:"text"`
	PDF      *connectors.File `json:"pdf,omitempty" jsonschema:"The invoice as a PDF" de:"Die Rechnung als PDF"`
}

type invoiceOut struct {
	ID     string `json:"id" jsonschema:"Id in Xero" de:"ID in Xero"`
	Status string `json:"status" jsonschema:"Status in the books" de:"Status in der Buchhaltung"`
}

func recordInvoice() *connectors.Operation {
	return connectors.Define(connectors.Action[invoiceIn, invoiceOut]{
		Name:   "record_invoice",
		Doc:    connectors.Doc{En: "Enter an issued invoice in the books", De: "Eine gestellte Rechnung verbuchen"},
		Asks:   invoiceAsks(),
		Says:   connectors.Sentence{En: "Enter invoice {number} to {customer} over {total} in the books[, due {due}]", De: "Rechnung {number} an {customer} über {total} verbuchen[, fällig {due}]"},
		Effect: connectors.Write, Once: connectors.OnceKey, UndoBy: "void",
		Undone: connectors.Sentence{En: "invoice {number} voided in the books", De: "Rechnung {number} in der Buchhaltung für nichtig erklärt"},
		Doubt:  connectors.Doc{En: "I don't know whether the invoice was entered in the books.", De: "Ich weiß nicht, ob die Rechnung verbucht wurde."},
	})
}

type paymentIn struct {
	Invoice string           `json:"invoice" jsonschema:"Invoice: number or id" de:"Rechnung: Nummer oder ID"`
	Amount  connectors.Money `json:"amount" jsonschema:"What was paid" de:"Was bezahlt wurde"`
	Date    connectors.Date  `json:"date,omitempty" jsonschema:"Day of the payment; today if not given" de:"Tag der Zahlung; ohne Angabe heute"`
	Account string           `json:"account,omitempty" jsonschema:"Bank account it went to" de:"Bankkonto, auf das sie einging"`
}

type paymentOut struct {
	ID string `json:"id" jsonschema:"Id of the payment" de:"ID der Zahlung"`
}

func recordPayment() *connectors.Operation {
	return connectors.Define(connectors.Action[paymentIn, paymentOut]{
		Name:   "record_payment",
		Doc:    connectors.Doc{En: "Enter a payment of an invoice in the books", De: "Eine Zahlung zu einer Rechnung verbuchen"},
		Asks:   paymentAsks(),
		Says:   connectors.Sentence{En: "Enter a payment of {amount} for invoice {invoice}[ of {date}][ to account {account}]", De: "Eine Zahlung von {amount} zur Rechnung {invoice}[ vom {date}][ auf Konto {account}] verbuchen"},
		Effect: connectors.Write, Once: connectors.OnceKey, UndoBy: "delete",
		Undone: connectors.Sentence{En: "payment of {amount} for {invoice} deleted from the books", De: "Zahlung von {amount} zu {invoice} aus der Buchhaltung gelöscht"},
		Doubt:  connectors.Doc{En: "I don't know whether the payment was entered in the books.", De: "Ich weiß nicht, ob die Zahlung verbucht wurde."},
	})
}

type findIn struct {
	Name string `json:"name" jsonschema:"Name of the contact" de:"Name des Kontakts"`
}

type findOut struct {
	ID    string           `json:"id" jsonschema:"Id in Xero" de:"ID in Xero"`
	Name  string           `json:"name" jsonschema:"Name of the contact" de:"Name des Kontakts"`
	Email connectors.Email `json:"email,omitempty" jsonschema:"E-mail address" de:"E-Mail-Adresse"`
}

func findContact() *connectors.Operation {
	return connectors.Define(connectors.Action[findIn, findOut]{
		Name:   "find_contact",
		Doc:    connectors.Doc{En: "Look up a contact of the books", De: "Einen Kontakt der Buchhaltung nachschlagen"},
		Asks:   findAsks(),
		Says:   connectors.Sentence{En: "Look up the contact {name} in the books", De: "Den Kontakt {name} in der Buchhaltung nachschlagen"},
		Effect: connectors.Read,
	})
}
