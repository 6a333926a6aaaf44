package invoice

import (
	"context"
	"time"

	"sayso/connectors"
)

// CancelIn is the input of cancel.
type CancelIn struct {
	Invoice string          `json:"invoice" jsonschema:"The invoice: its number or id, or the customer of a single invoice" de:"Die Rechnung: Nummer oder Id, oder der Kunde einer einzigen Rechnung"`
	Reason  connectors.Text `json:"reason,omitempty" jsonschema:"Why it is cancelled, as the credit note shows it" de:"Warum storniert wird, wie es auf der Stornorechnung steht"`
}

// CancelOut is the output of cancel.
type CancelOut struct {
	ID         string          `json:"id" jsonschema:"Id of the cancelled invoice"`
	CreditNote string          `json:"credit_note" jsonschema:"Number of the credit note"`
	PDF        connectors.File `json:"pdf" jsonschema:"The credit note"`
}

func (a app) cancel() connectors.Action[CancelIn, CancelOut] {
	return connectors.Action[CancelIn, CancelOut]{
		Name: "cancel",
		Doc: connectors.Doc{
			En: "Cancels an invoice in full by issuing a credit note.",
			De: "Storniert eine Rechnung in voller Höhe durch eine Stornorechnung.",
		},
		Asks: cancelAsks(),
		Says: connectors.Sentence{
			En: "Cancel invoice {invoice} with a credit note[, because: {reason}]",
			De: "Rechnung {invoice} mit einer Stornorechnung aufheben[, Grund: {reason}]",
		},
		Effect: connectors.Irreversible, Once: connectors.OnceTx,
		Do: a.doCancel, Find: a.findCancel, Preview: a.previewCancel,
	}
}

func (a app) doCancel(ctx context.Context, c connectors.Call[CancelIn]) (CancelOut, error) {
	if earlier, found, err := a.findCancel(ctx, c); err != nil || found == connectors.FoundYes {
		return earlier, err
	}
	b, err := a.book(c.Conn)
	if err != nil {
		return CancelOut{}, err
	}
	original, err := a.cancellable(ctx, b, c.In.Invoice)
	if err != nil {
		return CancelOut{}, err
	}
	entry, err := b.creditNote(original, c)
	if err != nil {
		return CancelOut{}, err
	}
	note, file, err := a.issue(ctx, c.Files, entry)
	if err != nil {
		return CancelOut{}, err
	}
	return CancelOut{ID: original.ID, CreditNote: note.Number, PDF: file}, nil
}

// cancellable finds an invoice that still stands.
func (a app) cancellable(ctx context.Context, b book, ref string) (Document, error) {
	d, err := a.find(ctx, b, ref)
	switch {
	case err != nil:
		return d, err
	case d.Kind != KindInvoice:
		return d, connectors.Errorf(connectors.Invalid,
			"%s is a credit note, which can't be cancelled; issue a new invoice instead", d.Number)
	case d.CancelledBy != "":
		return d, AlreadyCancelled(d.Number, d.CancelledBy)
	}
	return d, nil
}

// AlreadyCancelled is the Conflict for an invoice that was cancelled by another effect.
func AlreadyCancelled(invoice, creditNote string) error {
	e := connectors.Errorf(connectors.Conflict, "invoice %s is cancelled already, by credit note %s", invoice, creditNote)
	e.Code = "already_cancelled"
	return e
}

// creditNote is the counterpart of an invoice: the same sender, customer, lines and tax.
func (b book) creditNote(original Document, c connectors.Call[CancelIn]) (Entry, error) {
	zone, err := b.zone()
	if err != nil {
		return Entry{}, err
	}
	if c.Now.IsZero() {
		c.Now = time.Now()
	}
	content := original.Content
	content.Issued, content.Due = today(c.Now, zone), ""
	content.Cancels = &Reference{ID: original.ID, Number: original.Number, Issued: original.Content.Issued}
	if content.Reason, err = b.letters.text("the reason", string(c.In.Reason), maxReason); err != nil {
		return Entry{}, err
	}
	series, err := b.series(KindCreditNote, content.Issued.Time().Year())
	if err != nil {
		return Entry{}, err
	}
	return Entry{ID: idOf(KindCreditNote, b.id, c.Key), Book: b.id, Key: c.Key, Kind: KindCreditNote, Series: series, Content: content}, nil
}

func (a app) findCancel(ctx context.Context, c connectors.Call[CancelIn]) (CancelOut, connectors.Found, error) {
	b, err := a.book(c.Conn)
	if err != nil {
		return CancelOut{}, connectors.FoundCannotTell, err
	}
	d, err := a.store.Issued(ctx, b.id, c.Key)
	if err != nil {
		return CancelOut{}, connectors.FoundCannotTell, err
	}
	if d == nil || d.Content.Cancels == nil {
		return CancelOut{}, connectors.FoundNo, nil
	}
	file, err := a.kept(ctx, c.Files, *d)
	if err != nil {
		return CancelOut{}, connectors.FoundCannotTell, err
	}
	return CancelOut{ID: d.Content.Cancels.ID, CreditNote: d.Number, PDF: file}, connectors.FoundYes, nil
}

func (a app) previewCancel(ctx context.Context, c connectors.Call[CancelIn]) ([]connectors.Change, error) {
	b, err := a.book(c.Conn)
	if err != nil {
		return nil, err
	}
	d, err := a.cancellable(ctx, b, c.In.Invoice)
	if err != nil {
		return nil, err
	}
	w := wordsOf(c.Lang)
	of := w.invoice + " " + d.Number + " (" + d.Content.Customer.Name + ")"
	return []connectors.Change{
		{Of: of, Field: "status", Before: statusIssued, After: statusCancelled},
		{Of: of, Field: w.credited, After: connectors.Money{Amount: d.Content.Gross, Currency: d.Content.Currency}.In(c.Lang)},
	}, nil
}
