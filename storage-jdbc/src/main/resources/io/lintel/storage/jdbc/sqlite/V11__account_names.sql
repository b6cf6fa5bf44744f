-- Which names stand for one account, so that wrong passwords are counted for all of them together. There is a fixed number
-- of slots; slot, tag and account come of MACs, so a row names nobody. Times are microseconds since 1970.

CREATE TABLE IF NOT EXISTS account_names (
    slot       INTEGER NOT NULL PRIMARY KEY,
    tag        INTEGER NOT NULL,
    account    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS account_names_expires_at ON account_names (expires_at);
