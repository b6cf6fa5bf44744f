package io.lintel.benchmarks.report;

import io.lintel.secret.Secret;
import io.lintel.storage.jdbc.PostgresSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;

/// A PostgreSQL on the loopback interface that commits durably, as one that is set up for tests does not.
final class Postgres implements AutoCloseable {

    private final EmbeddedPostgres database;

    private Postgres(EmbeddedPostgres database) {
        this.database = database;
    }

    static Postgres start() throws IOException {
        return new Postgres(EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start());
    }

    int port() {
        return database.getPort();
    }

    PostgresSettings settings() {
        return new PostgresSettings(
                "127.0.0.1",
                port(),
                "postgres",
                "postgres",
                Secret.of("postgres"),
                Duration.ZERO,
                0,
                0,
                Duration.ZERO,
                new PostgresSettings.Ssl(PostgresSettings.SslMode.DISABLE));
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
