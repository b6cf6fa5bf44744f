package io.lintel.server.http;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A second server whose local users come to the server under test by its connector `up` of the type `oidc`. Each
/// needs the other's address, so the port is chosen before either starts.
final class UpstreamLintel implements AutoCloseable {

    static final String SECRET = "upstream-client-secret";

    private static final String ALICE = """
          - email: alice@example.org
            hash: "$2a$10$ZSiC5rQK6jxbr7xd9ZQLL.kuKTzpOkmTEohKJ.JCPtqTBy3RGq0Lm"
            username: alice
            name: Alice Liddell
            preferredUsername: ally
            userID: a11ce
            groups: [readers]
        """;

    private final String ours;
    private final String theirs;
    private final int port = freePort();
    /// Its cookies are not those of the server under test: both are on one host here.
    private final TestBrowser browser = new TestBrowser();

    private final Path directory = emptyDirectory();

    private @Nullable TestServer server;

    UpstreamLintel() {
        this("clientSecret: " + SECRET, "secret: " + SECRET);
    }

    /// @param ours keys of the connector by which it proves who it is, one a line
    /// @param theirs what the upstream knows of that, in braces
    UpstreamLintel(String ours, String theirs) {
        this.ours = ours;
        this.theirs = theirs;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path emptyDirectory() {
        try {
            return Files.createTempDirectory("lintel-upstream");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    URI issuer() {
        return URI.create("http://127.0.0.1:" + port + "/idp");
    }

    URI at(String path) {
        return URI.create(issuer() + path);
    }

    TestBrowser browser() {
        return browser;
    }

    /// The entry of the connector in the configuration of the server under test.
    ///
    /// @param more further keys of its `config`, one a line
    String connector(String more) {
        return """
              - id: up
                type: oidc
                name: Upstream
                config:
                  issuer: %s
                  clientID: lintel
                  redirectURI: "@ISSUER@/callback"
                  scopes: [profile, email, groups]
                  insecureEnableGroups: true
            """.formatted(issuer()) + (ours + "\n" + more).indent(6);
    }

    /// The whole configuration of the server under test.
    String downstream(String more) {
        return TestServer.STANDARD.replace("connectors:\n", "connectors:\n" + connector(more));
    }

    /// Starts, or starts again with what it knew before.
    ///
    /// @param users entries of `staticPasswords`
    void start(TestServer downstream, String users) {
        stop();
        server = TestServer.start("""
            issuer: "%s"
            storage: {type: sqlite3, config: {file: "%s"}}
            web: {http: "127.0.0.1:%d"}
            enablePasswordDB: true
            expiry: {idTokens: 2m}
            sessions: {enabled: true}
            staticClients:
              - {id: lintel, name: Lintel, %s, redirectURIs: ["%s"], postLogoutRedirectURIs: ["%s"]}
              - {id: shop, name: Other shop, secret: shop-secret, redirectURIs: ["https://shop.example/callback"]}
            staticPasswords:
            """.formatted(
                                issuer(),
                                directory.resolve("upstream.db"),
                                port,
                                theirs,
                                downstream.at("/callback"),
                                downstream.at("/logout/callback"))
                + users);
    }

    void start(TestServer downstream) {
        start(downstream, ALICE);
    }

    /// Starts with other keys, and without a memory.
    void startAnew(TestServer downstream) {
        stop();
        empty();
        start(downstream);
    }

    private void empty() {
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    TestServer server() {
        return Objects.requireNonNull(server);
    }

    /// The tokens that Alice has let a client of the upstream have.
    HttpResponse<String> tokens(String client, String secret, String redirectUri) {
        var request = Map.of(
                "client_id",
                client,
                "redirect_uri",
                redirectUri,
                "response_type",
                "code",
                "scope",
                "openid profile email groups");
        var code = TestBrowser.answer(aliceComes(at("/auth?" + TestBrowser.encode(request))))
                .get("code");
        var form =
                Map.of("grant_type", "authorization_code", "code", String.valueOf(code), "redirect_uri", redirectUri);
        return browser.send(HttpRequest.newBuilder(at("/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", Shop.basic(client, secret))
                .POST(HttpRequest.BodyPublishers.ofString(TestBrowser.encode(form))));
    }

    /// Alice logs in and says yes to everything; the answer sends her back.
    HttpResponse<String> aliceComes(URI departure) {
        var page = browser.follow(browser.get(departure));
        if (page.headers().firstValue("Location").isEmpty() && page.body().contains("name=\"password\"")) {
            page = browser.follow(
                    browser.submit(page, Map.of("login", "alice@example.org", "password", "correct horse")));
        }
        return page.headers().firstValue("Location").isPresent()
                ? page
                : browser.submit(page, Map.of("approval", "approve"));
    }

    @Override
    public void close() {
        stop();
        browser.close();
        empty();
        try {
            Files.delete(directory);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
