package invoice

import (
	"context"

	"sayso/connectors"
)

// The words for a document's status.
const (
	statusIssued    = "issued"
	statusCancelled = "cancelled"
)

// GetIn is the input of get.
type GetIn struct {
	Invoice string `json:"invoice" jsonschema:"The invoice or credit note: its number or id, or the customer of a single invoice" de:"Rechnung oder Stornorechnung: Nummer oder Id, oder der Kunde einer einzigen Rechnung"`
}

// GetOut is the output of get.
type GetOut struct {
	ID     string           `json:"id" jsonschema:"Id of the document"`
	Number string           `json:"number" jsonschema:"Number of the document"`
	Total  connectors.Money `json:"total" jsonschema:"Gross amount; negative for a credit note"`
	Status string           `json:"status" jsonschema:"issued or cancelled"`
	PDF    connectors.File  `json:"pdf" jsonschema:"The document"`
}

func (a app) get() connectors.Action[GetIn, GetOut] {
	return connectors.Action[GetIn, GetOut]{
		Name: "get",
		Doc: connectors.Doc{
			En: "Reads an invoice: its amount, whether it stands, and its PDF.",
			De: "Liest eine Rechnung: Betrag, Status und PDF.",
		},
		Asks:   getAsks(),
		Says:   connectors.Sentence{En: "Look up invoice {invoice}", De: "Rechnung {invoice} nachschlagen"},
		Effect: connectors.Read,
		Do:     a.doGet,
	}
}

func (a app) doGet(ctx context.Context, c connectors.Call[GetIn]) (GetOut, error) {
	b, err := a.book(c.Conn)
	if err != nil {
		return GetOut{}, err
	}
	d, err := a.find(ctx, b, c.In.Invoice)
	if err != nil {
		return GetOut{}, err
	}
	file, err := a.pdf(ctx, c.Files, d)
	if err != nil {
		return GetOut{}, err
	}
	out := GetOut{ID: d.ID, Number: d.Number, Total: d.total(), Status: statusIssued, PDF: file}
	if d.CancelledBy != "" {
		out.Status = statusCancelled
	}
	return out, nil
}
