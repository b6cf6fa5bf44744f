-- What connectors have used once and must not use again, such as SAML assertions. Times are microseconds since 1970.

CREATE TABLE IF NOT EXISTS used_values (
    hash       BYTEA  NOT NULL PRIMARY KEY, -- SHA-256 of the connector and the value
    expires_at BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS used_values_expires_at ON used_values (expires_at);
