package invoice

import (
	"context"

	"sayso/connectors"
)

// Kind says what a document is.
type Kind string

// The kinds, with the same words as in the database.
const (
	KindInvoice    Kind = "invoice"
	KindCreditNote Kind = "credit_note"
)

// Document is an issued document. It never changes, but for CancelledBy.
type Document struct {
	ID          string
	Kind        Kind
	Number      string
	CancelledBy string // number of the credit note; "" while the invoice stands
	Content     Content
}

// Content is all that a document says. PDF and XML are made from it and the number alone. Amounts are decimal numbers
// with two places; on a credit note they are positive, as EN 16931 wants it: what is credited.
type Content struct {
	Language string          `json:"language"` // "en" or "de"
	Sender   Sender          `json:"sender"`
	Customer Customer        `json:"customer"`
	Issued   connectors.Date `json:"issued"`
	Service  connectors.Date `json:"service"`
	Due      connectors.Date `json:"due,omitempty"` // "" on a credit note
	Currency string          `json:"currency"`
	Note     string          `json:"note,omitempty"` // what it is about, above the lines
	Lines    []Line          `json:"lines"`
	Tax      Tax             `json:"tax"`
	Net      string          `json:"net"`
	Gross    string          `json:"gross"`
	Cancels  *Reference      `json:"cancels,omitempty"` // on a credit note
	Reason   string          `json:"reason,omitempty"`  // why it was cancelled
}

// Customer is who the document is for.
type Customer struct {
	Name    string   `json:"name"`
	Address []string `json:"address,omitempty"`
	Country string   `json:"country"` // ISO 3166, two letters
	VATID   string   `json:"vat_id,omitempty"`
	Email   string   `json:"email,omitempty"`
}

// Line is one position. Quantity and UnitPrice have as many places as were given.
type Line struct {
	Description string `json:"description"`
	Quantity    string `json:"quantity"`
	Unit        string `json:"unit"`            // UN/ECE Recommendation 20: "HUR"
	Label       string `json:"label,omitempty"` // the unit as people write it, "" for pieces of a whole
	UnitPrice   string `json:"unit_price"`
	Net         string `json:"net"`
}

// Tax is the value added tax on the whole document, of one category.
type Tax struct {
	Category string `json:"category"` // UNCL 5305: "S" standard, "Z" zero rated, "E" exempt
	Rate     string `json:"rate"`     // percent
	Amount   string `json:"amount"`
	Reason   string `json:"reason,omitempty"` // why it is exempt
}

// Reference names another document.
type Reference struct {
	ID     string          `json:"id"`
	Number string          `json:"number"`
	Issued connectors.Date `json:"issued"`
}

// Entry is a document that is to be issued: all but its number.
type Entry struct {
	ID      string
	Book    string // the connection
	Key     string // of the effect
	Kind    Kind
	Series  Series
	Content Content // Cancels names the invoice that is cancelled with it
}

// Store keeps the documents of all books. Its errors are [connectors.Error]s.
type Store interface {
	// Issue gives an entry the next number of its series and keeps it, in one transaction; where its book has a document
	// under its key already, it gives that one. An invoice that is cancelled already is a Conflict.
	Issue(ctx context.Context, e Entry) (Document, error)
	// Issued gives the document under a key, or nil.
	Issued(ctx context.Context, book, key string) (*Document, error)
	// Find gives the document with an id or a number; where there is none, the invoices to a customer whose name folds to the same,
	// at most 20, latest first.
	Find(ctx context.Context, book, ref string) ([]Document, error)
}
