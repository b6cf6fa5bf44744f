package io.lintel.storage.jdbc;

import io.lintel.authorization.UsedValues;
import java.time.Instant;

final class JdbcUsedValues implements UsedValues {

    private static final String TABLE = "used_values";
    private static final String CLAIM =
            "INSERT INTO used_values (hash, expires_at) VALUES (?, ?) ON CONFLICT DO NOTHING";

    private final Database database;
    private final String sweep;

    JdbcUsedValues(Database database) {
        this.database = database;
        this.sweep = database.dialect().sweep(TABLE, "hash", "expires_at < ?", "expires_at");
    }

    @Override
    public boolean claim(byte[] hash, Instant until) {
        return database.write(session -> session.change(CLAIM, hash, Micros.of(until)) == 1);
    }

    @Override
    public int sweep(Instant expiredBefore, int limit) {
        var before = Micros.of(expiredBefore);
        return database.write(session -> session.change(sweep, before, limit, before));
    }
}
