-- +goose Up
-- Invoices and credit notes. Nothing is ever deleted from here.
CREATE TABLE invoice_documents (
    id           TEXT    NOT NULL PRIMARY KEY,
    book         TEXT    NOT NULL, -- the connection: each has its own numbers
    effect_key   TEXT    NOT NULL, -- of the effect that issued the document
    kind         TEXT    NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
    year         INTEGER NOT NULL, -- 0 where the series runs on through the years
    seq          INTEGER NOT NULL CHECK (seq > 0),
    number       TEXT    NOT NULL,
    customer     TEXT    NOT NULL, -- folded, for looking up
    cancels      TEXT    REFERENCES invoice_documents (id),
    cancelled_by TEXT    REFERENCES invoice_documents (id),
    issued_on    TEXT    NOT NULL, -- 2026-12-31
    content      TEXT    NOT NULL, -- JSON
    UNIQUE (book, effect_key),
    UNIQUE (book, kind, year, seq),
    UNIQUE (book, number)
) STRICT;

-- One credit note for an invoice, and no more.
CREATE UNIQUE INDEX invoice_documents_cancels ON invoice_documents (cancels) WHERE cancels IS NOT NULL;
CREATE INDEX invoice_documents_customer ON invoice_documents (book, customer);

-- +goose Down
DROP TABLE invoice_documents;
