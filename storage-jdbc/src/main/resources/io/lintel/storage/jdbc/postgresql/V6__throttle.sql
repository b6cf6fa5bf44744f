-- Counters of wrong attempts and marks of successes. There is a fixed number of slots, so the table stays small whatever
-- is tried. Slot and tag come of a MAC, so a row names nobody. Times are microseconds since 1970.

CREATE TABLE IF NOT EXISTS attempts (
    slot       BIGINT NOT NULL PRIMARY KEY,
    tag        BIGINT NOT NULL,
    owed_until BIGINT NOT NULL, -- when all that was counted will be forgotten
    last_at    BIGINT NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX IF NOT EXISTS attempts_owed_until ON attempts (owed_until);
