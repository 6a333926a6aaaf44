-- +goose Up
CREATE TABLE requests (
    id      TEXT PRIMARY KEY, -- hash of who asked and their idempotency key
    request TEXT NOT NULL,    -- fingerprint of what was asked for
    answer  BLOB,             -- what it was answered with; NULL until then
    at      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX requests_by_age ON requests (at);

-- +goose Down
DROP TABLE requests;
