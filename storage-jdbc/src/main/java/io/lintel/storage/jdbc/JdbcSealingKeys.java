package io.lintel.storage.jdbc;

import io.lintel.secret.SealingKey;
import io.lintel.secret.SealingKeys;
import io.lintel.secret.Secret;

final class JdbcSealingKeys implements SealingKeys {

    private static final String FIND = "SELECT key FROM sealing_keys WHERE id = 1";
    private static final String STORE = "INSERT INTO sealing_keys (id, key) VALUES (1, ?) ON CONFLICT DO NOTHING";

    private final Database database;

    JdbcSealingKeys(Database database) {
        this.database = database;
    }

    @Override
    public SealingKey loadOrStore(SealingKey candidate) {
        var stored = database.read(session -> session.find(FIND, row -> row.text("key")))
                .orElseGet(() -> database.write(session -> {
                    session.change(STORE, candidate.encode().reveal());
                    return session.find(FIND, row -> row.text("key")).orElseThrow();
                }));
        try {
            return SealingKey.parse(Secret.of(stored));
        } catch (IllegalArgumentException e) {
            throw UnusableDatabaseException.because(
                    "The sealing key in the table sealing_keys is damaged. Restore the table from a backup; without"
                            + " the key nothing that was sealed can be opened.",
                    e);
        }
    }
}
