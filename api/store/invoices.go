package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"sayso/connectors"
	"sayso/connectors/invoice"
)

// Invoices keeps the documents of the invoice app. It is an [invoice.Store].
type Invoices struct{ db *DB }

// NewInvoices makes one over a database.
func NewInvoices(db *DB) *Invoices { return &Invoices{db} }

// Issue gives an entry the next number of its series and keeps it. Numbers have no gaps: the number, the document and the mark on
// the invoice it cancels are committed together, by the only writer there is at the time.
func (s *Invoices) Issue(ctx context.Context, e invoice.Entry) (d invoice.Document, err error) {
	content, err := json.Marshal(e.Content)
	if err != nil {
		return d, connectors.Errorf(connectors.Invalid, "the document can't be stored: %w", err)
	}
	err = s.db.Write(ctx, func(tx *sql.Tx) error {
		earlier, err := documents(ctx, tx, "d.book = ? AND d.effect_key = ?", e.Book, e.Key)
		if err != nil {
			return err
		}
		if len(earlier) > 0 {
			d = earlier[0]
			return nil
		}
		if err := standing(ctx, tx, e); err != nil {
			return err
		}
		d, err = insert(ctx, tx, e, content)
		return err
	})
	return d, err
}

// standing refuses to cancel an invoice a second time.
func standing(ctx context.Context, tx *sql.Tx, e invoice.Entry) error {
	if e.Content.Cancels == nil {
		return nil
	}
	found, err := documents(ctx, tx, "d.book = ? AND d.id = ?", e.Book, e.Content.Cancels.ID)
	switch {
	case err != nil:
		return err
	case len(found) == 0:
		return connectors.Errorf(connectors.NotFound, "there is no invoice %q in %s", e.Content.Cancels.Number, e.Book)
	case found[0].CancelledBy != "":
		return invoice.AlreadyCancelled(found[0].Number, found[0].CancelledBy)
	}
	return nil
}

func insert(ctx context.Context, tx *sql.Tx, e invoice.Entry, content []byte) (invoice.Document, error) {
	var seq int64
	if err := tx.QueryRowContext(ctx, "SELECT coalesce(max(seq), 0) + 1 FROM invoice_documents WHERE book = ? AND kind = ? AND year = ?",
		e.Book, e.Kind, e.Series.Year).Scan(&seq); err != nil {
		return invoice.Document{}, err
	}
	d := invoice.Document{ID: e.ID, Kind: e.Kind, Number: e.Series.Number(seq), Content: e.Content}
	var cancels any
	if e.Content.Cancels != nil {
		cancels = e.Content.Cancels.ID
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO invoice_documents
		(id, book, effect_key, kind, year, seq, number, customer, cancels, issued_on, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		d.ID, e.Book, e.Key, e.Kind, e.Series.Year, seq, d.Number, connectors.Fold(e.Content.Customer.Name), cancels, e.Content.Issued, string(content))
	if duplicate(err) {
		return d, connectors.Errorf(connectors.Conflict,
			"the number %s is taken in %s; change the setting for the format of its numbers", d.Number, e.Book)
	}
	if err != nil {
		return d, err
	}
	if cancels != nil {
		_, err = tx.ExecContext(ctx, "UPDATE invoice_documents SET cancelled_by = ? WHERE id = ?", d.ID, cancels)
	}
	return d, err
}

// Issued gives the document under a key, or nil.
func (s *Invoices) Issued(ctx context.Context, book, key string) (*invoice.Document, error) {
	found, err := s.look(ctx, "d.book = ? AND d.effect_key = ?", book, key)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// Find gives the document with an id or a number, or else the invoices to a customer.
func (s *Invoices) Find(ctx context.Context, book, ref string) ([]invoice.Document, error) {
	found, err := s.look(ctx, "d.book = ? AND (d.id = ? OR d.number = ? COLLATE NOCASE)", book, ref, ref)
	if err != nil || len(found) > 0 {
		return found, err
	}
	customer := connectors.Fold(ref)
	if customer == "" {
		return nil, nil
	}
	return s.look(ctx, "d.book = ? AND d.customer = ? AND d.kind = 'invoice'", book, customer)
}

func (s *Invoices) look(ctx context.Context, where string, args ...any) (found []invoice.Document, err error) {
	err = s.db.Read(ctx, func(tx *sql.Tx) (err error) {
		found, err = documents(ctx, tx, where, args...)
		return err
	})
	var known *connectors.Error
	if err != nil && !errors.As(err, &known) {
		return nil, connectors.Errorf(connectors.Unavailable, "invoices can't be read: %w", err)
	}
	return found, err
}

// documents reads the documents that a condition on d selects, at most 20, latest first.
func documents(ctx context.Context, tx *sql.Tx, where string, args ...any) ([]invoice.Document, error) {
	//nolint:gosec // the condition is one of those above, with its values as parameters
	rows, err := tx.QueryContext(ctx, `SELECT d.id, d.kind, d.number, coalesce(c.number, ''), d.content
		FROM invoice_documents d LEFT JOIN invoice_documents c ON c.id = d.cancelled_by WHERE `+where+` ORDER BY d.rowid DESC LIMIT 20`, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var list []invoice.Document
	for rows.Next() {
		var d invoice.Document
		var content []byte
		if err := rows.Scan(&d.ID, &d.Kind, &d.Number, &d.CancelledBy, &content); err != nil {
			return nil, err
		}
		if err := json.Unmarshal(content, &d.Content); err != nil {
			return nil, fmt.Errorf("document %s can't be read: %w", d.Number, err)
		}
		list = append(list, d)
	}
	return list, rows.Err()
}
