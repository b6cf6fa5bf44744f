-- What subjects that tell nothing of a user are made with. Written once and never changed: with another salt every user
-- would be somebody else. It is not sealed, so that a change of the sealing key does not change who everybody is.

CREATE TABLE IF NOT EXISTS subject_salts (
    id   INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    salt TEXT    NOT NULL
) STRICT;
