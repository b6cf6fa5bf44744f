package io.lintel.storage.jdbc;

import io.lintel.secret.Secret;
import io.lintel.storage.jdbc.PostgresSettings.Ssl;
import io.lintel.storage.jdbc.PostgresSettings.SslMode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/// A real PostgreSQL on the loopback interface, started once for all tests of a JVM and ended with it.
final class PostgresServer {

    private static final PostgresServer RUNNING = new PostgresServer();

    private final EmbeddedPostgres server;
    private final Path directory;
    private final PemFiles certificate;
    private final PemFiles clientCertificate;

    private PostgresServer() {
        try {
            directory = Files.createTempDirectory("lintel-postgresql");
            certificate = PemFiles.create(directory, "localhost", "RSA");
            clientCertificate = PemFiles.create(directory, "client", "EC");
            server = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("unix_socket_directories", directory.toString())
                    .setServerConfig("ssl", "on")
                    .setServerConfig("ssl_cert_file", certificate.certificate().toString())
                    .setServerConfig("ssl_key_file", certificate.key().toString())
                    .setServerConfig(
                            "ssl_ca_file", clientCertificate.certificate().toString())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where its Unix socket is.
    Path directory() {
        return directory;
    }

    /// Its own, for the name `localhost`, which vouches for itself.
    PemFiles certificate() {
        return certificate;
    }

    /// One whose holder it believes.
    PemFiles clientCertificate() {
        return clientCertificate;
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
