-- Clients that are to be told that a session has ended. Times are microseconds since 1970.

CREATE TABLE IF NOT EXISTS logout_notices (
    session_id  TEXT   NOT NULL,
    client_id   TEXT   NOT NULL,
    ended_at    BIGINT NOT NULL,
    due_at      BIGINT,          -- none once it was given up
    attempt     BIGINT NOT NULL, -- whoever leases it counts on, so that whoever had it before cannot change it
    given_up_at BIGINT,
    content     TEXT   NOT NULL,
    PRIMARY KEY (session_id, client_id)
) WITH (fillfactor = 70);
CREATE INDEX IF NOT EXISTS logout_notices_due_at ON logout_notices (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS logout_notices_given_up_at ON logout_notices (given_up_at) WHERE given_up_at IS NOT NULL;
