-- What end-users have enrolled as second factors. subject is the claim sub; sealed opens only with the sealing key of
-- the installation. An operator who deletes a row makes its end-user enrol anew at the next login.

CREATE TABLE IF NOT EXISTS second_factors (
    subject    TEXT    NOT NULL PRIMARY KEY,
    generation INTEGER NOT NULL,              -- each change is a compare-and-set on it
    sealed     TEXT    NOT NULL
) STRICT;
