package io.lintel.server;

import io.lintel.server.settings.Overrides;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// A whole server on the loopback interface, made from a text as an operator would write it. In the text
/// `@ISSUER@`, `@PORT@` and `@TELEMETRY_PORT@` stand for what is free.
///
/// ```java
/// try (var server = TestServer.start(TestServer.STANDARD + "oauth2: {skipApprovalScreen: true}")) {
///     server.at("/keys");
/// }
/// ```
public final class TestServer implements AutoCloseable {

    /// In memory; the connectors `mock` (comes back at once) and `door` (user `walter`, password `open sesame`)
    /// and `local` (user `alice@example.org`, password `correct horse`); the confidential client `shop` with
    /// the secret `shop-secret` and the public client `app`; telemetry. Tests add the keys that are not here.
    public static final String STANDARD = """
        issuer: "@ISSUER@"
        storage: {type: memory}
        web: {http: "127.0.0.1:@PORT@"}
        telemetry: {http: "127.0.0.1:@TELEMETRY_PORT@"}
        connectors:
          - {id: mock, type: mockCallback, name: Mock}
          - {id: door, type: mockPassword, name: Door, config: {username: walter, password: open sesame}}
        enablePasswordDB: true
        staticPasswords:
          - email: alice@example.org
            hash: "$2a$10$ZSiC5rQK6jxbr7xd9ZQLL.kuKTzpOkmTEohKJ.JCPtqTBy3RGq0Lm"
            username: alice
            name: Alice Liddell
            preferredUsername: ally
            userID: a11ce
            groups: [readers]
        staticClients:
          - {id: shop, name: Shop, secret: shop-secret, redirectURIs: ["https://shop.example/callback"]}
          - {id: app, name: App, public: true, redirectURIs: ["https://app.example/callback"]}
        """;

    private static final int ATTEMPTS = 5;

    private final Lintel lintel;
    private final Path directory;
    private final int port;
    private final int telemetryPort;

    private TestServer(Lintel lintel, Path directory, int port, int telemetryPort) {
        this.lintel = lintel;
        this.directory = directory;
        this.port = port;
        this.telemetryPort = telemetryPort;
    }

    /// A server with [#STANDARD].
    public static TestServer start() {
        return start(STANDARD);
    }

    public static TestServer start(String text) {
        return start(text, Clock.systemUTC());
    }

    /// @param clock decides what has expired
    public static TestServer start(String text, Clock clock) {
        return start(text, clock, Map.of());
    }

    /// @param environment the variables the process is said to have
    public static TestServer start(String text, Clock clock, Map<String, String> environment) {
        for (var attempt = 1; ; attempt++) {
            try {
                return startOnce(text, clock, environment);
            } catch (ServerStartupException taken) {
                // Between looking for a port and listening there, another process may have taken it.
                if (attempt == ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }

    private static TestServer startOnce(String text, Clock clock, Map<String, String> environment) {
        try {
            var ports = freePorts();
            var directory = Files.createTempDirectory("lintel-test");
            var file = directory.resolve("lintel.yaml");
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var written = text.replace("@ISSUER@", issuer(ports.getFirst()))
                    .replace("@PORT@", String.valueOf(ports.getFirst()))
                    .replace("@TELEMETRY_PORT@", String.valueOf(ports.getLast()));
            Files.writeString(Files.createFile(file, owner), written);
            var lintel = Lintel.load(file, environment, Overrides.none(), clock);
            var server = new TestServer(lintel, directory, ports.getFirst(), ports.getLast());
            server.start(lintel);
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void start(Lintel made) {
        try {
            made.start();
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private static List<Integer> freePorts() throws IOException {
        try (var one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return List.of(one.getLocalPort(), other.getLocalPort());
        }
    }

    private static String issuer(int port) {
        return "http://127.0.0.1:" + port + "/idp";
    }

    /// The issuer, if the text says `@ISSUER@`.
    public URI issuer() {
        return URI.create(issuer(port));
    }

    /// An address below the issuer, such as that of `/token`.
    public URI at(String path) {
        return URI.create(issuer(port) + path);
    }

    /// The same path and query at this server: replicas are one provider with one issuer.
    public URI at(URI elsewhere) {
        var query = elsewhere.getRawQuery();
        return issuer().resolve(elsewhere.getRawPath() + (query == null ? "" : "?" + query));
    }

    public int port() {
        return port;
    }

    /// An address at the telemetry listener, such as that of `/metrics`.
    public URI telemetry(String path) {
        return URI.create("http://127.0.0.1:" + telemetryPort + path);
    }

    /// The folder of the configuration, which relative paths in it start from if nothing else is said.
    public Path directory() {
        return directory;
    }

    /// The beans of the server, for what cannot be seen from outside.
    public ApplicationContext context() {
        return lintel.context();
    }

    @Override
    public void close() {
        lintel.close();
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
