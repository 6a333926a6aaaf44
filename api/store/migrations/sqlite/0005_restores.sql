-- +goose Up
CREATE TABLE restores (
    at TEXT NOT NULL -- when this database was put back from a backup
) STRICT;

-- +goose Down
DROP TABLE restores;
