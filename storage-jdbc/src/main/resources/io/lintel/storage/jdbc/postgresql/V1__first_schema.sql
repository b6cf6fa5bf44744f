-- Times are microseconds since 1970. What content and binding hold is JSON; what sealed holds opens only with the
-- sealing key of the installation.

CREATE TABLE IF NOT EXISTS authorization_codes (
    hash        BYTEA  NOT NULL PRIMARY KEY, -- SHA-256 of the code
    login_id    TEXT   NOT NULL UNIQUE,
    grant_id    BIGINT NOT NULL,
    expires_at  BIGINT NOT NULL,
    redeemed_at BIGINT,
    binding     TEXT   NOT NULL,
    content     TEXT,                        -- none once the code was redeemed
    sealed      TEXT
) WITH (fillfactor = 70);
CREATE INDEX IF NOT EXISTS authorization_codes_expires_at ON authorization_codes (expires_at);

CREATE TABLE IF NOT EXISTS parked_authorizations (
    login_id    TEXT     NOT NULL PRIMARY KEY,
    expires_at  BIGINT   NOT NULL,
    taken       SMALLINT NOT NULL DEFAULT 0,
    content     TEXT,                        -- none once it was taken
    sealed      TEXT
) WITH (fillfactor = 70);
CREATE INDEX IF NOT EXISTS parked_authorizations_expires_at ON parked_authorizations (expires_at);

-- A grant has a row if it has a refresh family or was revoked, and never both: one row is where the two meet.
-- A rotation changes no indexed column, apart from last_used_hour at most once an hour, so that it stays within its
-- page (a heap-only tuple) and touches no index.
CREATE TABLE IF NOT EXISTS grants (
    grant_id       BIGINT NOT NULL PRIMARY KEY,
    revoked_until  BIGINT,
    family_id      TEXT UNIQUE,
    generation     BIGINT,
    last_used_at   BIGINT,
    last_used_hour BIGINT,
    content        TEXT,
    sealed         TEXT
) WITH (fillfactor = 70);
CREATE INDEX IF NOT EXISTS grants_last_used_hour ON grants (last_used_hour) WHERE last_used_hour IS NOT NULL;
CREATE INDEX IF NOT EXISTS grants_revoked_until ON grants (revoked_until) WHERE revoked_until IS NOT NULL;

CREATE TABLE IF NOT EXISTS sealing_keys (
    id  SMALLINT NOT NULL PRIMARY KEY CHECK (id = 1),
    key TEXT     NOT NULL
);

CREATE TABLE IF NOT EXISTS signing_key_rings (
    id      SMALLINT NOT NULL PRIMARY KEY CHECK (id = 1),
    version BIGINT   NOT NULL,
    content TEXT     NOT NULL
);
