-- +goose Up
CREATE TABLE effects (
    key         TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    run         TEXT NOT NULL,
    path        TEXT NOT NULL,
    action      TEXT NOT NULL,
    connection  TEXT NOT NULL,
    says        TEXT NOT NULL,
    lang        TEXT NOT NULL,
    input       BLOB NOT NULL,
    before      BLOB,
    output      BLOB,
    state       TEXT NOT NULL,
    attempt     INTEGER NOT NULL,
    begun       TEXT NOT NULL,
    sent        TEXT,
    error       TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX effects_by_run ON effects (run);

-- +goose Down
DROP TABLE effects;
