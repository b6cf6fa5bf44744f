-- Times are microseconds since 1970. What content and binding hold is JSON; what sealed holds opens only with the
-- sealing key of the installation.

CREATE TABLE IF NOT EXISTS authorization_codes (
    hash        BLOB    NOT NULL PRIMARY KEY, -- SHA-256 of the code
    login_id    TEXT    NOT NULL UNIQUE,
    grant_id    INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    redeemed_at INTEGER,
    binding     TEXT    NOT NULL,
    content     TEXT,                         -- none once the code was redeemed
    sealed      TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS authorization_codes_expires_at ON authorization_codes (expires_at);

CREATE TABLE IF NOT EXISTS parked_authorizations (
    login_id    TEXT    NOT NULL PRIMARY KEY,
    expires_at  INTEGER NOT NULL,
    taken       INTEGER NOT NULL DEFAULT 0,
    content     TEXT,                         -- none once it was taken
    sealed      TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS parked_authorizations_expires_at ON parked_authorizations (expires_at);

-- A grant has a row if it has a refresh family or was revoked, and never both: one row is where the two meet.
CREATE TABLE IF NOT EXISTS grants (
    grant_id       INTEGER NOT NULL PRIMARY KEY,
    revoked_until  INTEGER,
    family_id      TEXT UNIQUE,
    generation     INTEGER,
    last_used_at   INTEGER,
    last_used_hour INTEGER,                   -- the index for sweeping; changes seldom, unlike last_used_at
    content        TEXT,
    sealed         TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS grants_last_used_hour ON grants (last_used_hour) WHERE last_used_hour IS NOT NULL;
CREATE INDEX IF NOT EXISTS grants_revoked_until ON grants (revoked_until) WHERE revoked_until IS NOT NULL;

CREATE TABLE IF NOT EXISTS sealing_keys (
    id  INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    key TEXT    NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS signing_key_rings (
    id      INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL,
    content TEXT    NOT NULL
) STRICT;
