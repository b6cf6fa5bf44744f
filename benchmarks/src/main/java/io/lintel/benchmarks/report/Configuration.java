package io.lintel.benchmarks.report;

import io.lintel.benchmarks.load.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// A configuration with one client, and connectors that need no person.
///
/// @param storage the section of the file
/// @param connectors the elements of the list
record Configuration(String name, int port, String storage, String connectors) {

    private static final String CLIENT_ID = "example-app";
    private static final String CLIENT_SECRET = "for benchmarks alone, and known to all";
    private static final String REDIRECT_URI = "http://127.0.0.1:5555/callback";
    private static final String CONNECTOR = "mock";
    private static final String MOCK = """
              - type: mockCallback
                id: mock
                name: Mock
            """;

    static Configuration sqlite() throws IOException {
        return new Configuration("sqlite", ServerProcess.freePort(), """
                storage:
                  type: sqlite3
                  config:
                    file: lintel.db
                """, MOCK);
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
                """.formatted(database), MOCK);
    }

    /// @param ldap the port of a [Slapd], whose user comes in by `people` without and by `groups` with groups
    static Configuration directory(int ldap) throws IOException {
        return new Configuration(
                "directory",
                ServerProcess.freePort(),
                """
                storage:
                  type: memory
                """,
                ldap("people", ldap, "") + ldap("groups", ldap, """
                  groupSearch:
                    baseDN: ou=groups,%s
                    nameAttr: cn
                    userMatchers:
                      - {userAttr: DN, groupAttr: member, recursionGroupAttr: member}
            """.formatted(Slapd.BASE)));
    }

    private static String ldap(String id, int port, String groupSearch) {
        return """
                  - type: ldap
                    id: %s
                    name: %s
                    config:
                      host: 127.0.0.1:%d
                      insecureNoSSL: true
                      bindDN: %s
                      bindPW: %s
                      userSearch: {baseDN: "%s", username: uid, nameAttr: cn}
                """.formatted(id, id, port, Slapd.READER, Slapd.PASSWORD, Slapd.BASE) + groupSearch;
    }

    URI issuer() {
        return URI.create("http://127.0.0.1:" + port);
    }

    URI discovery() {
        return issuer().resolve("/.well-known/openid-configuration");
    }

    Target target() {
        return target(CONNECTOR);
    }

    Target target(String connector) {
        return new Target(
                issuer(), CLIENT_ID, CLIENT_SECRET, URI.create(REDIRECT_URI), connector, Slapd.USER, Slapd.PASSWORD);
    }

    /// What starts it as an operator would.
    List<String> launch(Path checkout, Path folder) throws IOException {
        return List.of(checkout.resolve("lintel").toString(), "serve", write(folder));
    }

    /// What starts it without the launcher.
    ///
    /// @param option for the JVM
    List<String> run(Path checkout, Path folder, String option) throws IOException {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                option,
                "-jar",
                checkout.resolve("server/target/lintel.jar").toString(),
                "serve",
                write(folder));
    }

    private String write(Path folder) throws IOException {
        var file = folder.resolve(name + ".yaml");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text());
        return file.toString();
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
                %s""".formatted(issuer(), storage, port, CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, connectors);
    }
}
