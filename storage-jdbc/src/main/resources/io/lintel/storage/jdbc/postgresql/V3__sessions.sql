-- Who is signed on where, what was consented to, and whose refresh families are. Times are microseconds since 1970.

CREATE TABLE IF NOT EXISTS sessions (
    session_id TEXT   NOT NULL PRIMARY KEY,
    owner      BYTEA  NOT NULL, -- SHA-256 of the subject
    generation BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL, -- idle or for good, whichever is earlier
    content    TEXT   NOT NULL,
    sealed     TEXT
) WITH (fillfactor = 70);
CREATE INDEX IF NOT EXISTS sessions_owner ON sessions (owner);
CREATE INDEX IF NOT EXISTS sessions_expires_at ON sessions (expires_at);

-- A row for each scope, so that consents given at the same time add up.
CREATE TABLE IF NOT EXISTS consents (
    hash      BYTEA  NOT NULL PRIMARY KEY, -- SHA-256 of the subject, the client and the scope
    owner     BYTEA  NOT NULL,             -- SHA-256 of the subject
    client_id TEXT   NOT NULL,
    scope     TEXT   NOT NULL,
    given_at  BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS consents_owner ON consents (owner);
CREATE INDEX IF NOT EXISTS consents_given_at ON consents (given_at);

ALTER TABLE grants ADD COLUMN IF NOT EXISTS owner BYTEA; -- none in a row of an older release that was not used since
CREATE INDEX IF NOT EXISTS grants_owner ON grants (owner) WHERE owner IS NOT NULL;
