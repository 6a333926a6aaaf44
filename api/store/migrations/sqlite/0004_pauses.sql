-- +goose Up
CREATE TABLE pauses (
    of    TEXT NOT NULL CHECK (of IN ('connection', 'plan')),
    name  TEXT NOT NULL, -- of the connection or the plan
    since TEXT NOT NULL,
    by    TEXT NOT NULL,
    why   TEXT NOT NULL,
    PRIMARY KEY (of, name)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE pauses;
