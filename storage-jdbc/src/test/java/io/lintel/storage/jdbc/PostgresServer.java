package io.lintel.storage.jdbc;

import io.lintel.secret.Secret;
import io.lintel.storage.jdbc.PostgresSettings.Ssl;
import io.lintel.storage.jdbc.PostgresSettings.SslMode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/// A real PostgreSQL on the loopback interface, started once for all tests of a JVM and ended with it.
final class PostgresServer {

    private static final PostgresServer RUNNING = new PostgresServer();

    private final EmbeddedPostgres server;

    private PostgresServer() {
        try {
            server = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "200")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PostgresServer running() {
        return RUNNING;
    }

    int port() {
        return server.getPort();
    }

    /// A new, empty database.
    PostgresSettings create(String database) throws SQLException {
        try (var connection = connect("postgres")) {
            TestTables.change(connection, "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
            TestTables.change(connection, "CREATE DATABASE " + database);
        }
        return settings("127.0.0.1", port(), database);
    }

    static PostgresSettings settings(String host, int port, String database) {
        return new PostgresSettings(
                host,
                port,
                database,
                "postgres",
                Secret.of("postgres"),
                Duration.ZERO,
                0,
                0,
                Duration.ZERO,
                new Ssl(SslMode.DISABLE));
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port() + "/" + database, "postgres", "postgres");
    }
}
