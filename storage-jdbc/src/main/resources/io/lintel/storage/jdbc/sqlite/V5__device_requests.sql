-- Devices that wait for an end-user's answer. Times and the interval are microseconds; what binding and content hold is
-- JSON; what sealed holds opens only with the sealing key of the installation.

CREATE TABLE IF NOT EXISTS device_requests (
    device_code   BLOB    NOT NULL PRIMARY KEY, -- SHA-256 of the code
    request_id    TEXT    NOT NULL UNIQUE,
    user_code     BLOB    NOT NULL UNIQUE,      -- a MAC of the code: a hash of so short a code would give it away
    client_id     TEXT    NOT NULL,
    expires_at    INTEGER NOT NULL,
    binding       TEXT    NOT NULL,
    poll_interval INTEGER NOT NULL,
    polled_at     INTEGER,
    too_soon      INTEGER NOT NULL DEFAULT 0,   -- whether the last poll was
    decision      INTEGER NOT NULL DEFAULT 0,   -- 0: none yet, 1: yes, 2: no
    grant_id      INTEGER,
    fetched_at    INTEGER,
    content       TEXT,                         -- the approval, until it was fetched
    sealed        TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS device_requests_expires_at ON device_requests (expires_at);
CREATE INDEX IF NOT EXISTS device_requests_client ON device_requests (client_id, expires_at);
