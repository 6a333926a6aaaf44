-- +goose Up
CREATE TABLE workspaces (
    name TEXT NOT NULL PRIMARY KEY,
    at   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO workspaces (name, at) VALUES ('default', strftime('%Y-%m-%dT%H:%M:%S.000000000Z', 'now'));

CREATE TABLE members (
    workspace TEXT NOT NULL,
    account   TEXT NOT NULL,
    name      TEXT NOT NULL,
    role      TEXT NOT NULL,
    at        TEXT NOT NULL,
    PRIMARY KEY (workspace, account),
    UNIQUE (workspace, name) -- four eyes go by the name
) STRICT, WITHOUT ROWID;

CREATE TABLE plans (
    workspace TEXT NOT NULL,
    id        TEXT NOT NULL, -- the hash of source
    source    TEXT NOT NULL,
    digest    TEXT NOT NULL,
    by        TEXT NOT NULL,
    at        TEXT NOT NULL,
    PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE workflows (
    workspace TEXT    NOT NULL,
    name      TEXT    NOT NULL,
    version   INTEGER NOT NULL, -- the latest
    enabled   INTEGER NOT NULL,
    PRIMARY KEY (workspace, name)
) STRICT, WITHOUT ROWID;

-- Versions outlive their workflow, so that one which is made anew doesn't begin at 1 again.
CREATE TABLE workflow_versions (
    workspace TEXT    NOT NULL,
    name      TEXT    NOT NULL,
    version   INTEGER NOT NULL CHECK (version > 0),
    says      TEXT    NOT NULL,
    plan      TEXT    NOT NULL, -- its id
    digest    TEXT    NOT NULL,
    source    TEXT    NOT NULL,
    by        TEXT    NOT NULL,
    at        TEXT    NOT NULL,
    PRIMARY KEY (workspace, name, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE api_keys (
    id        TEXT NOT NULL PRIMARY KEY,
    workspace TEXT NOT NULL,
    name      TEXT NOT NULL,
    role      TEXT NOT NULL,
    scopes    TEXT, -- with spaces between them; NULL for all that the role allows
    by        TEXT NOT NULL,
    created   TEXT NOT NULL,
    expires   TEXT,
    revoked   TEXT,
    hash      BLOB NOT NULL -- SHA-256 of the secret, which is kept nowhere
) STRICT, WITHOUT ROWID;

CREATE INDEX api_keys_of ON api_keys (workspace, created DESC, id);
CREATE UNIQUE INDEX api_keys_name ON api_keys (workspace, name) WHERE revoked IS NULL;

-- +goose Down
DROP TABLE api_keys;
DROP TABLE workflow_versions;
DROP TABLE workflows;
DROP TABLE plans;
DROP TABLE members;
DROP TABLE workspaces;
