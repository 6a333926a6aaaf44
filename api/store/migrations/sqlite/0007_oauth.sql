-- +goose Up
-- Who may come in. No column holds a secret: what opens a door is here as its hash, and a password as its argon2id.
CREATE TABLE accounts (
    id       TEXT PRIMARY KEY,
    login    TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    issuer   TEXT NOT NULL, -- of the provider that signs the person in; '' without one
    subject  TEXT NOT NULL,
    password TEXT NOT NULL, -- a PHC string; '' where there is none
    created  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX accounts_by_subject ON accounts (issuer, subject) WHERE subject <> '';

CREATE TABLE sessions (
    hash    TEXT PRIMARY KEY, -- of the browser's cookie
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    factor  TEXT NOT NULL,
    expires TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_account ON sessions (account);

CREATE TABLE sign_in_attempts (
    subject TEXT NOT NULL, -- the hash of an account's login or of an address
    at      TEXT NOT NULL
) STRICT;

CREATE INDEX sign_in_attempts_by_subject ON sign_in_attempts (subject, at);

-- What is good once: signed links, and assertions of clients.
CREATE TABLE spent (
    id    TEXT PRIMARY KEY,
    until TEXT NOT NULL -- when it would have been over anyway
) STRICT, WITHOUT ROWID;

CREATE TABLE clients (
    id        TEXT PRIMARY KEY,
    name      TEXT NOT NULL,
    redirects TEXT NOT NULL, -- JSON
    auth      TEXT NOT NULL,
    key_set   TEXT NOT NULL,
    keys_url  TEXT NOT NULL,
    refreshes INTEGER NOT NULL,
    created   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What a person granted to a client: the record of the consent, and the family of all tokens that come of it.
CREATE TABLE grants (
    id          TEXT PRIMARY KEY,
    client      TEXT NOT NULL, -- registered, or the address of a metadata document
    client_name TEXT NOT NULL,
    account     TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    workspace   TEXT NOT NULL,
    resource    TEXT NOT NULL,
    scopes      TEXT NOT NULL, -- parted by spaces
    created     TEXT NOT NULL,
    revoked     TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX grants_by_account ON grants (account);
CREATE INDEX grants_by_client ON grants (client);

CREATE TABLE tokens (
    hash      TEXT PRIMARY KEY,
    kind      TEXT NOT NULL,
    grant_id  TEXT NOT NULL REFERENCES grants (id) ON DELETE CASCADE,
    scopes    TEXT NOT NULL,
    expires   TEXT NOT NULL,
    spent     TEXT,
    redirect  TEXT NOT NULL,
    challenge TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX tokens_by_grant ON tokens (grant_id);

-- The OpenID provider that people sign in with; one row at most.
CREATE TABLE sign_in_provider (
    one       INTEGER PRIMARY KEY CHECK (one = 1),
    name      TEXT NOT NULL,
    issuer    TEXT NOT NULL,
    client_id TEXT NOT NULL,
    only      INTEGER NOT NULL, -- there are no passwords beside it
    secret    BLOB NOT NULL -- sealed; the key is not in this file
) STRICT;

-- +goose Down
DROP TABLE sign_in_provider;
DROP TABLE tokens;
DROP TABLE grants;
DROP TABLE clients;
DROP TABLE spent;
DROP TABLE sign_in_attempts;
DROP TABLE sessions;
DROP TABLE accounts;
