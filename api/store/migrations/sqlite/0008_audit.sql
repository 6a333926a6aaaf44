-- +goose Up
-- The record of who changed what. What can be searched for is computed from the entry, so that it can't say anything else.
CREATE TABLE audit (
    workspace TEXT    NOT NULL,
    seq       INTEGER NOT NULL CHECK (seq > 0),
    entry     TEXT    NOT NULL, -- JSON, byte for byte as it was hashed
    prev      TEXT    NOT NULL,
    hash      TEXT    NOT NULL,
    at        TEXT    GENERATED ALWAYS AS (json_extract(entry, '$.at')) VIRTUAL,
    actor     TEXT    GENERATED ALWAYS AS (json_extract(entry, '$.actor')) VIRTUAL,
    action    TEXT    GENERATED ALWAYS AS (json_extract(entry, '$.action')) VIRTUAL,
    target    TEXT    GENERATED ALWAYS AS (json_extract(entry, '$.target')) VIRTUAL,
    PRIMARY KEY (workspace, seq)
) STRICT;
CREATE INDEX audit_by_target ON audit (workspace, target, seq);

CREATE TABLE audit_checkpoints (
    workspace TEXT    NOT NULL,
    seq       INTEGER NOT NULL,
    hash      TEXT    NOT NULL,
    at        TEXT    NOT NULL,
    signature BLOB    NOT NULL,
    PRIMARY KEY (workspace, seq)
) STRICT, WITHOUT ROWID;

-- Against accidents. Against malice there are the hashes.
-- +goose StatementBegin
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is only appended to'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is only appended to'); END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE audit_checkpoints;
DROP TABLE audit;
