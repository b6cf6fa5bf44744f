-- Clients that registered themselves. Times are microseconds since 1970. What content holds is JSON; what sealed holds,
-- the client's secret, opens only with the sealing key of the installation.

CREATE TABLE IF NOT EXISTS registered_clients (
    client_id     TEXT   NOT NULL PRIMARY KEY,
    registered_at BIGINT NOT NULL,
    revision      BIGINT NOT NULL,
    content       TEXT   NOT NULL,
    sealed        TEXT
);
