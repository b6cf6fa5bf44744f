-- Which names stand for one account, so that wrong passwords are counted for all of them together. There is a fixed number
-- of slots; slot, tag and account come of MACs, so a row names nobody. Times are microseconds since 1970.

CREATE TABLE IF NOT EXISTS account_names (
    slot       BIGINT NOT NULL PRIMARY KEY,
    tag        BIGINT NOT NULL,
    account    BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX IF NOT EXISTS account_names_expires_at ON account_names (expires_at);
