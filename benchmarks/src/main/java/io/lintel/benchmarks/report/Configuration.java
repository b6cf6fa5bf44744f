package io.lintel.benchmarks.report;

import io.lintel.benchmarks.load.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// A configuration with one client, and a connector that anybody comes in by.
///
/// @param storage the section of the file
record Configuration(String name, int port, String storage) {

    private static final String CLIENT_ID = "example-app";
    private static final String CLIENT_SECRET = "for benchmarks alone, and known to all";
    private static final String REDIRECT_URI = "http://127.0.0.1:5555/callback";
    private static final String CONNECTOR = "mock";

    static Configuration sqlite() throws IOException {
        return new Configuration("sqlite", ServerProcess.freePort(), """
                storage:
                  type: sqlite3
                  config:
                    file: lintel.db
                """);
    }

    /// @param database the port of a PostgreSQL on the loopback interface, whose user postgres needs no password
    static Configuration postgres(int database) throws IOException {
        return new Configuration("postgres", ServerProcess.freePort(), """
                storage:
                  type: postgres
                  config:
                    host: 127.0.0.1
                    port: %d
                    database: postgres
                    user: postgres
                    password: postgres
                    ssl:
                      mode: disable
                """.formatted(database));
    }

    URI issuer() {
        return URI.create("http://127.0.0.1:" + port);
    }

    URI discovery() {
        return issuer().resolve("/.well-known/openid-configuration");
    }

    Target target() {
        return new Target(issuer(), CLIENT_ID, CLIENT_SECRET, URI.create(REDIRECT_URI), CONNECTOR, "", "");
    }

    /// What starts it as an operator would.
    List<String> launch(Path checkout, Path folder) throws IOException {
        var file = folder.resolve(name + ".yaml");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text());
        return List.of(checkout.resolve("lintel").toString(), "serve", file.toString());
    }

    private String text() {
        return """
                issuer: %s
                %sweb:
                  http: 127.0.0.1:%d
                logger:
                  level: warn
                oauth2:
                  skipApprovalScreen: true
                staticClients:
                  - id: %s
                    name: Example app
                    secret: "%s"
                    redirectURIs:
                      - %s
                connectors:
                  - type: mockCallback
                    id: %s
                    name: Mock
                """.formatted(issuer(), storage, port, CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, CONNECTOR);
    }
}
