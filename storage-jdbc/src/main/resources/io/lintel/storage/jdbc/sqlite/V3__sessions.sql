-- Who is signed on where, what was consented to, and whose refresh families are. Times are microseconds since 1970.

CREATE TABLE IF NOT EXISTS sessions (
    session_id TEXT    NOT NULL PRIMARY KEY,
    owner      BLOB    NOT NULL, -- SHA-256 of the subject
    generation INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL, -- idle or for good, whichever is earlier
    content    TEXT    NOT NULL,
    sealed     TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS sessions_owner ON sessions (owner);
CREATE INDEX IF NOT EXISTS sessions_expires_at ON sessions (expires_at);

-- A row for each scope, so that consents given at the same time add up.
CREATE TABLE IF NOT EXISTS consents (
    hash      BLOB    NOT NULL PRIMARY KEY, -- SHA-256 of the subject, the client and the scope
    owner     BLOB    NOT NULL,             -- SHA-256 of the subject
    client_id TEXT    NOT NULL,
    scope     TEXT    NOT NULL,
    given_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS consents_owner ON consents (owner);
CREATE INDEX IF NOT EXISTS consents_given_at ON consents (given_at);

-- SQLite cannot add a column only if it is not there, and this must work a second time.
DROP TABLE IF EXISTS grants_with_owner;
CREATE TABLE grants_with_owner (
    grant_id       INTEGER NOT NULL PRIMARY KEY,
    revoked_until  INTEGER,
    family_id      TEXT UNIQUE,
    generation     INTEGER,
    last_used_at   INTEGER,
    last_used_hour INTEGER,                   -- the index for sweeping; changes seldom, unlike last_used_at
    content        TEXT,
    sealed         TEXT,
    owner          BLOB                       -- none in a row of an older release that was not used since
) STRICT;
INSERT INTO grants_with_owner (grant_id, revoked_until, family_id, generation, last_used_at, last_used_hour, content,
    sealed) SELECT grant_id, revoked_until, family_id, generation, last_used_at, last_used_hour, content, sealed
    FROM grants;
DROP TABLE grants;
ALTER TABLE grants_with_owner RENAME TO grants;
CREATE INDEX grants_last_used_hour ON grants (last_used_hour) WHERE last_used_hour IS NOT NULL;
CREATE INDEX grants_revoked_until ON grants (revoked_until) WHERE revoked_until IS NOT NULL;
CREATE INDEX grants_owner ON grants (owner) WHERE owner IS NOT NULL;
