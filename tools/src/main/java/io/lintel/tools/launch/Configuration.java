package io.lintel.tools.launch;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A configuration for one machine: SQLite beside the file, the example app as client, and one local user.
///
/// @param port where the server listens on the loopback interface, and the port of its issuer
/// @param telemetryPort where metrics and health are, 0 for nowhere
/// @param appPort where the example app listens on the loopback interface
/// @param mock whether anybody may also come in without a password, through a mock connector
record Configuration(int port, int telemetryPort, int appPort, Secrets secrets, boolean mock) {

    static final String FILE = "lintel.yaml";
    static final String CLIENT_ID = "example-app";
    static final String USER = "admin@example.com";

    private static final String LOOPBACK = "127.0.0.1";
    private static final String HOST = "http://" + LOOPBACK + ":";
    private static final int BCRYPT_COST = 10;

    /// What must not be printed with the rest.
    static final class Secrets {
        private final String client;
        private final String password;

        Secrets(String client, String password) {
            this.client = client;
            this.password = password;
        }

        String client() {
            return client;
        }

        String password() {
            return password;
        }
    }

    URI issuer() {
        return URI.create(HOST + port);
    }

    URI telemetry() {
        return URI.create(HOST + telemetryPort);
    }

    URI app() {
        return URI.create(HOST + appPort);
    }

    URI redirectUri() {
        return app().resolve("/callback");
    }

    /// Writes the file, readable by its owner only. Relative paths in it are relative to its folder.
    void write(Path file) throws IOException {
        writePrivately(file, text());
    }

    static void writePrivately(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port);
    }

    static String hash(String password) {
        return BCrypt.withDefaults().hashToString(BCRYPT_COST, password.toCharArray());
    }

    private String text() {
        return """
                # Written anew by each "./lintel quickstart". To keep changes, copy this file and start the copy with
                # "./lintel serve FILE". What it says holds for this machine alone: the server listens on the loopback
                # interface, and the secrets were made at random.
                issuer: %s
                storage:
                  type: sqlite3
                  config:
                    file: lintel.db
                web:
                  http: 127.0.0.1:%d
                %sstaticClients:
                  - id: %s
                    name: Example app
                    secret: "%s"
                    redirectURIs:
                      - %s
                enablePasswordDB: true
                staticPasswords:
                  - email: %s
                    hash: "%s"
                    username: admin
                    name: Ada Admin
                    preferredUsername: ada
                    userID: 2f6d1c1e-5a0b-4b8e-9d5f-0c1b7a3e9d42
                    groups: [admins, authors]
                %s""".formatted(
                        issuer(),
                        port,
                        telemetryPort == 0 ? "" : "telemetry:\n  http: 127.0.0.1:" + telemetryPort + "\n",
                        CLIENT_ID,
                        secrets.client(),
                        redirectUri(),
                        USER,
                        hash(secrets.password()),
                        mock ? "connectors:\n  - type: mockCallback\n    id: mock\n    name: Mock\n" : "");
    }
}
