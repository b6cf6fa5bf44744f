package io.lintel.storage.jdbc;

import io.lintel.client.SubjectSalt;
import io.lintel.client.SubjectSalts;
import io.lintel.secret.Secret;

final class JdbcSubjectSalts implements SubjectSalts {

    private static final String FIND = "SELECT salt FROM subject_salts WHERE id = 1";
    private static final String STORE = "INSERT INTO subject_salts (id, salt) VALUES (1, ?) ON CONFLICT DO NOTHING";

    private final Database database;

    JdbcSubjectSalts(Database database) {
        this.database = database;
    }

    @Override
    public SubjectSalt loadOrStore(SubjectSalt candidate) {
        var stored = database.read(session -> session.find(FIND, row -> row.text("salt")))
                .orElseGet(() -> database.write(session -> {
                    session.change(STORE, candidate.value().reveal());
                    return session.find(FIND, row -> row.text("salt")).orElseThrow();
                }));
        try {
            return new SubjectSalt(Secret.of(stored));
        } catch (IllegalArgumentException e) {
            throw UnusableDatabaseException.because(
                    "The salt in the table subject_salts is damaged. Restore the table from a backup; with another salt"
                            + " clients would take every user for somebody else.",
                    e);
        }
    }
}
