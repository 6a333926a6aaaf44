-- +goose Up
CREATE TABLE settings (
    name   TEXT PRIMARY KEY, -- of what is set up: "model"
    sealed BLOB NOT NULL     -- its values; some are secrets, so that all are sealed
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE settings;
