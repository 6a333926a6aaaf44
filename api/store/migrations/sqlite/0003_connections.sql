-- +goose Up
CREATE TABLE connections (
    id            TEXT PRIMARY KEY,
    app           TEXT NOT NULL,
    environment   TEXT NOT NULL,
    url           TEXT NOT NULL,
    identity      TEXT NOT NULL,
    settings      TEXT NOT NULL,
    allow_private INTEGER NOT NULL,
    secrets       BLOB NOT NULL -- sealed; the key is not in this file
) WITHOUT ROWID;

-- +goose Down
DROP TABLE connections;
