-- Authorization requests that clients have pushed and no browser has brought yet. Times are microseconds since 1970.

CREATE TABLE IF NOT EXISTS pushed_requests (
    hash       BYTEA   NOT NULL PRIMARY KEY, -- SHA-256 of the random part of the request URI
    client_id  TEXT   NOT NULL,
    expires_at BIGINT  NOT NULL,
    sealed     TEXT   NOT NULL
);
CREATE INDEX IF NOT EXISTS pushed_requests_client_id ON pushed_requests (client_id, expires_at);
CREATE INDEX IF NOT EXISTS pushed_requests_expires_at ON pushed_requests (expires_at);
