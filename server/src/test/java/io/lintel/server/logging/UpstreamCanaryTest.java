package io.lintel.server.logging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.github.FakeGitHub;
import io.lintel.connector.github.Person;
import io.lintel.connector.oidc.FakeProvider;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.http.HubConnector;
import io.lintel.signing.SettableClock;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People come from OAuth 2.0 upstreams, well and badly, while every logger says everything it can: the codes and
/// tokens of the upstream are in no line of the log and in no answer.
@Tag("SEC-L6")
@Tag("SEC-I9")
final class UpstreamCanaryTest {

    private static final String REDIRECT_URI = "https://shop.example/callback";

    private final Canaries canaries = new Canaries();

    /// What an upstream gives the browser of somebody who was sent there.
    private interface Upstream {
        Map<String, String> authorize(URI departure);
    }

    @Test
    void codesAndTokensOfGitHubAreNeitherLoggedNorShown() {
        try (var log = EveryLogLine.asText();
                var github = FakeGitHub.start();
                var server = TestServer.start(text(github))) {
            github.expireTokens();
            var octocat = github.put(Person.of(583231, "octocat").in("acme", "Builders", "builders"));
            var stranger = github.put(Person.of(7, "stranger").in("elsewhere"));
            try (var browser = new TestBrowser()) {
                signInAndRefresh(server, browser, "hub", away -> github.authorize(away, octocat), github::givenTokens);
                var refused = comeBack(server, browser, "hub", away -> github.authorize(away, stranger));
                assertThat(refused.statusCode()).isEqualTo(403);
                remember(github.givenTokens());
                lookAround(server, browser);
            }
            assertThat(github.givenTokens()).isNotEmpty();
            assertThat(log.text()).contains("login succeeded", "login refused", "tokens issued");
            canaries.forbidIn("the log", log.text());
        }
    }

    @Test
    void codesAndTokensOfAnOpenIdProviderAreNeitherLoggedNorShown(@TempDir Path directory) throws SQLException {
        var file = directory.resolve("lintel.db");
        try (var log = EveryLogLine.asText();
                var provider = new FakeProvider();
                var server = TestServer.start(text(provider, file), new SettableClock(FakeProvider.NOW))) {
            provider.put("a1", Map.of("name", "Alice", "email", "alice@example.org", "email_verified", true));
            try (var browser = new TestBrowser()) {
                signInAndRefresh(server, browser, "op", away -> provider.authorize(away, "a1"), provider::givenTokens);
                provider.spoil("aud", "somebody-else");
                var failed = comeBack(server, browser, "op", away -> provider.authorize(away, "a1"));
                assertThat(failed.statusCode()).isGreaterThanOrEqualTo(400);
                remember(provider.givenTokens());
                provider.asked("/token").forEach(asked -> {
                    if (asked.form().containsKey("code_verifier")) {
                        secret(asked.form().get("code_verifier"));
                    }
                });
                lookAround(server, browser);
            }
            assertThat(provider.givenTokens())
                    .as("tokens of two logins and a refresh")
                    .hasSizeGreaterThan(7);
            assertThat(log.text()).contains("login succeeded", "tokens issued");
            canaries.forbidIn("the log", log.text());
            var stored = content(file);
            assertThat(stored).as("what is stored of her").contains("alice@example.org");
            canaries.forbidIn("the database", stored);
        }
    }

    /// Every value in every table.
    private static String content(Path file) throws SQLException {
        var content = new StringBuilder();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var tables = connection.createStatement();
                var names = tables.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'")) {
            while (names.next()) {
                try (var rows = connection.createStatement();
                        var values = rows.executeQuery("SELECT * FROM \"" + names.getString(1) + "\"")) {
                    while (values.next()) {
                        for (var i = 1; i <= values.getMetaData().getColumnCount(); i++) {
                            var bytes = values.getBytes(i);
                            content.append(bytes == null ? "" : new String(bytes, ISO_8859_1))
                                    .append('\n');
                        }
                    }
                }
            }
        }
        return content.toString();
    }

    /// Somebody logs in and says yes; then the application refreshes.
    private void signInAndRefresh(
            TestServer server,
            TestBrowser browser,
            String connector,
            Upstream upstream,
            Supplier<List<String>> givenTokens) {
        var consent = browser.follow(comeBack(server, browser, connector, upstream));
        var approved = browser.submit(consent, Map.of("approval", "approve"));
        var tokens = token(
                server,
                browser,
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "redirect_uri",
                        REDIRECT_URI,
                        "code",
                        TestBrowser.answer(approved).getOrDefault("code", "")));
        remember(givenTokens.get());
        show(token(
                server,
                browser,
                Map.of("grant_type", "refresh_token", "refresh_token", member(tokens, "refresh_token"))));
        remember(givenTokens.get());
    }

    /// What else shows something.
    private void lookAround(TestServer server, TestBrowser browser) {
        show(browser.get(server.at("/callback?"
                + TestBrowser.encode(Map.of("state", "a".repeat(26), "code", secret("unasked-code-canary"))))));
        canaries.forbidIn(
                "the metrics", browser.get(server.telemetry("/metrics")).body());
    }

    private String text(FakeProvider provider, Path file) {
        return TestServer.STANDARD
                .replace("{type: memory}", "{type: sqlite3, config: {file: \"" + file + "\"}}")
                .replace("connectors:\n", """
            connectors:
              - id: op
                type: oidc
                name: Provider
                config:
                  issuer: "%s"
                  clientID: %s
                  clientSecret: %s
                  redirectURI: "@ISSUER@/callback"
                  rootCAs: ["%s"]
                  getUserInfo: true
            """.formatted(
                                provider.issuer(),
                                FakeProvider.CLIENT_ID,
                                secret(FakeProvider.CLIENT_SECRET),
                                provider.rootCa().replace("\n", "\\n")));
    }

    private String text(FakeGitHub github) {
        secret(FakeGitHub.CLIENT_SECRET);
        return TestServer.STANDARD.replace("connectors:\n", "connectors:\n" + HubConnector.of(github, "hub", ""));
    }

    /// What our callback answers when the upstream has sent the browser back.
    private HttpResponse<String> comeBack(TestServer server, TestBrowser browser, String connector, Upstream upstream) {
        var request = Map.of(
                "client_id", "shop",
                "redirect_uri", REDIRECT_URI,
                "response_type", "code",
                "scope", "openid email groups offline_access");
        var departure = browser.get(server.at("/auth/" + connector + "?" + TestBrowser.encode(request)));
        var back = upstream.authorize(TestBrowser.location(departure));
        secret(back.getOrDefault("code", ""));
        return show(browser.get(server.at("/callback?" + TestBrowser.encode(back))));
    }

    private HttpResponse<String> token(TestServer server, TestBrowser browser, Map<String, String> form) {
        var shop = Base64.getEncoder().encodeToString("shop:shop-secret".getBytes(UTF_8));
        var answer = browser.send(HttpRequest.newBuilder(server.at("/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic " + shop)
                .POST(BodyPublishers.ofString(TestBrowser.encode(form))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private void remember(List<String> tokens) {
        tokens.forEach(this::secret);
    }

    private String secret(String text) {
        assertThat(text).hasSizeGreaterThan(10);
        return canaries.neverTold(text);
    }

    private HttpResponse<String> show(HttpResponse<String> answer) {
        canaries.look(answer);
        return answer;
    }

    private static String member(HttpResponse<String> answer, String name) {
        var start = answer.body().indexOf("\"" + name + "\":\"") + name.length() + 4;
        return answer.body().substring(start, answer.body().indexOf('"', start));
    }
}
