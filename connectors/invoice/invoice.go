package invoice

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"sayso/connectors"
)

// app is the connector's state: where documents are kept, and what can be printed.
type app struct {
	store   Store
	letters letters
}

// New makes the connector over a store of documents.
func New(store Store) *connectors.Connector {
	a := app{store, newLetters()}
	return &connectors.Connector{
		App: "invoice", Title: "Invoices", Kind: []string{"invoicing"},
		Doc: connectors.Doc{
			En: "Issues invoices and credit notes as PDF with EN 16931 data inside.",
			De: "Stellt Rechnungen und Stornorechnungen aus, als PDF mit EN-16931-Daten darin.",
		},
		Needs: needs(), Check: a.check, Demo: DemoSettings(),
		Actions: []*connectors.Operation{connectors.Define(a.create()), connectors.Define(a.cancel()), connectors.Define(a.get())},
	}
}

// pdf makes a document's PDF and keeps it. The same document gives the same file.
func (a app) pdf(ctx context.Context, files connectors.Files, d Document) (connectors.File, error) {
	content, err := render(d)
	if err != nil {
		return connectors.File{}, err
	}
	name := strings.NewReplacer("/", "-", " ", "-").Replace(wordsOf(d.Content.Language).title(d.Kind)+"-"+d.Number) + ".pdf"
	return files.Put(ctx, name, "application/pdf", content)
}

// issue issues a document and gives it with its PDF. The PDF is made on trial first, so that nothing but the keeping of it can
// fail once the number is taken.
func (a app) issue(ctx context.Context, files connectors.Files, e Entry) (Document, connectors.File, error) {
	trial := Document{ID: e.ID, Kind: e.Kind, Number: e.Series.Number(1), Content: e.Content}
	if _, err := render(trial); err != nil {
		return Document{}, connectors.File{}, err
	}
	if err := ctx.Err(); err != nil {
		return Document{}, connectors.File{}, connectors.Errorf(connectors.Unavailable, "cancelled before anything was done: %w", err)
	}
	d, err := a.store.Issue(ctx, e)
	if err != nil {
		return Document{}, connectors.File{}, err
	}
	file, err := a.kept(ctx, files, d)
	return d, file, err
}

// kept makes the PDF of an issued document and keeps it. Its error is Unknown and never Unavailable, which would say that nothing
// was done: the document is there, and the same call again gives it with its file.
func (a app) kept(ctx context.Context, files connectors.Files, d Document) (connectors.File, error) {
	file, err := a.pdf(ctx, files, d)
	if err != nil {
		return file, &connectors.Error{Kind: connectors.Unknown, Code: "pdf_not_kept", Err: err,
			Message: fmt.Sprintf("%s is issued, but its PDF could not be kept: %v", d.Number, err)}
	}
	return file, nil
}

// find looks for the one document that a reference means: an id, a number, or the customer of a single invoice.
func (a app) find(ctx context.Context, b book, ref string) (Document, error) {
	ref = strings.TrimSpace(ref)
	if ref == "" || len(ref) > maxName {
		return Document{}, connectors.Errorf(connectors.Invalid, "%q names no invoice; write its number", ref)
	}
	found, err := a.store.Find(ctx, b.id, ref)
	switch {
	case err != nil:
		return Document{}, err
	case len(found) == 0:
		return Document{}, connectors.Errorf(connectors.NotFound, "there is no invoice %q in %s", ref, b.id)
	case len(found) > 1:
		numbers := make([]string, len(found))
		for i, d := range found {
			numbers[i] = fmt.Sprintf("%s (%s)", d.Number, d.total().In("en"))
		}
		return Document{}, connectors.Several("invoice", ref, numbers)
	}
	return found[0], nil
}

// total is what the customer owes by a document; negative for a credit note.
func (d Document) total() connectors.Money {
	m := connectors.Money{Amount: d.Content.Gross, Currency: d.Content.Currency}
	if d.Kind == KindCreditNote {
		m.Amount = "-" + m.Amount
	}
	return m
}

// idOf makes a document's id of the effect that issues it.
func idOf(kind Kind, book, key string) string {
	sum := sha256.Sum256([]byte(book + "\n" + key))
	prefix := map[Kind]string{KindInvoice: "inv_", KindCreditNote: "crn_"}[kind]
	return prefix + hex.EncodeToString(sum[:12])
}

// undoKey is the key of the effect that undoes another.
func undoKey(key string) string {
	sum := sha256.Sum256([]byte("undo\n" + key))
	return hex.EncodeToString(sum[:16])
}

// conflict reports whether an error is a Conflict.
func conflict(err error) bool {
	e, ok := errors.AsType[*connectors.Error](err)
	return ok && e.Kind == connectors.Conflict
}
