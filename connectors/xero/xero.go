// Package xero declares Xero: invoices and payments that are entered in the books, and contacts that are looked up.
//
// Xero honours an idempotency key. Entered is what happened elsewhere: an invoice that was issued, a payment that came in. Nothing
// here moves money or sends anything to a customer.
//
// Xero can't be reached yet; see [connectors.Connector].
package xero

import "sayso/connectors"

// New makes the connector.
func New() *connectors.Connector {
	return &connectors.Connector{
		App: "xero", Title: "Xero", Kind: []string{"accounting"},
		Doc: connectors.Doc{
			En: "The books in Xero: invoices, payments, contacts",
			De: "Die Buchhaltung in Xero: Rechnungen, Zahlungen, Kontakte",
		},
		Declared: true,
		Actions:  []*connectors.Operation{recordInvoice(), recordPayment(), findContact()},
	}
}
