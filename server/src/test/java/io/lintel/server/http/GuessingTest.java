package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.local.PasswordHashing;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Guesses from several networks, as a proxy tells them.
final class GuessingTest {

    private static final String BEHIND_A_PROXY = TestServer.STANDARD.replace(
            "web: {http: \"127.0.0.1:@PORT@\"}",
            "web: {http: \"127.0.0.1:@PORT@\","
                    + " clientRemoteIP: {header: X-Forwarded-For, trustedProxies: [127.0.0.0/8]}}");
    private static final String STRANGER = "198.51.100.1";
    private static final String HOME = "203.0.113.1";
    private static final String WALTER = "open sesame";

    @Test
    @Tag("SEC-H2")
    void strangerWhoGuessedTooOftenWaitsAndTheUserElsewhereDoesNot() {
        try (var server = TestServer.start(BEHIND_A_PROXY + "throttle: {attempts: 3}");
                var browser = new TestBrowser()) {
            var form = new Shop(server, browser).begin("/auth/door", Map.of());
            for (var spelling : List.of("walter", "WALTER", " walter ")) {
                assertThat(submit(browser, form, spelling, "guess", STRANGER).statusCode())
                        .isEqualTo(401);
            }

            assertThat(submit(browser, form, "walter", WALTER, STRANGER).statusCode())
                    .isEqualTo(401);
            assertThat(browser.get(server.telemetry("/metrics")).body())
                    .contains("lintel_attempts_throttled_total{kind=\"password\"} 1.0");
            assertThat(submit(browser, form, "walter", WALTER, HOME).statusCode())
                    .isEqualTo(303);
        }
    }

    @Test
    @Tag("SEC-H1")
    void unknownWrongAndThrottledUsersLookAlike() {
        try (var server = TestServer.start(BEHIND_A_PROXY + "throttle: {attempts: 2}");
                var browser = new TestBrowser()) {
            var form = new Shop(server, browser).begin("/auth/local", Map.of());
            var answers = new ArrayList<HttpResponse<String>>();
            answers.add(submit(browser, form, "nobody@example.org", "guess", HOME));
            answers.add(submit(browser, form, "alice@example.org", "guess", HOME));
            answers.add(submit(browser, form, "alice@example.org", "", HOME));
            answers.add(submit(browser, form, "alice@example.org", "correct horse", HOME));
            answers.add(submit(browser, form, "alice@example.org", "x".repeat(2_000), HOME));
            answers.add(submit(browser, form, "nobody@example.org", "", STRANGER));

            assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(401);
            assertThat(answers.stream()
                            .map(GuessingTest::withoutWhatIsAnotherEachTime)
                            .distinct())
                    .hasSize(1);
            assertThat(answers.stream().map(GuessingTest::headers).distinct()).hasSize(1);
        }
    }

    /// The user name stands in its field again, and the request is sealed anew for the link back.
    private static String withoutWhatIsAnotherEachTime(HttpResponse<String> answer) {
        return answer.body()
                .replaceAll("(nobody|alice)@example.org", "x")
                .replaceAll("lintel_request=[A-Za-z0-9_-]+", "lintel_request=x");
    }

    @Test
    @Tag("SEC-H2")
    @Tag("REL-5")
    void replicasCountTogether(@TempDir Path directory) {
        var text = BEHIND_A_PROXY
                        .replace(
                                "{type: memory}",
                                "{type: sqlite3, config: {file: \"" + directory.resolve("lintel.db") + "\"}}")
                        .replace("\"@ISSUER@\"", "http://login.example/idp")
                + "throttle: {attempts: 4}";
        try (var one = TestServer.start(text);
                var other = TestServer.start(text);
                var browser = new TestBrowser()) {
            var form = new Shop(one, browser).begin("/auth/door", Map.of());
            var there = browser.get(other.issuer()
                    .resolve(form.uri().getRawPath() + "?" + form.uri().getRawQuery()));
            for (var page : List.of(form, there, form, there)) {
                submit(browser, page, "walter", "guess", STRANGER);
            }

            assertThat(submit(browser, form, "walter", WALTER, STRANGER).statusCode())
                    .isEqualTo(401);
            assertThat(submit(browser, there, "walter", WALTER, STRANGER).statusCode())
                    .isEqualTo(401);
            assertThat(submit(browser, there, "walter", WALTER, HOME).statusCode())
                    .isEqualTo(303);
        }
    }

    @Test
    @Tag("SEC-H2")
    void secretOfAClientIsGuessedFromOneNetworkAtMostSoOften() {
        try (var server = TestServer.start(BEHIND_A_PROXY);
                var browser = new TestBrowser()) {
            for (var path : List.of("/token", "/token/introspect", "/token/revoke")) {
                assertThat(ask(browser, server.at(path), "shop-secret", STRANGER))
                        .isNotEqualTo(401);
            }
            for (var i = 0; i < 20; i++) {
                assertThat(ask(browser, server.at("/token"), "guess-" + i, STRANGER))
                        .isEqualTo(401);
            }

            for (var path : List.of("/token", "/token/introspect", "/token/revoke")) {
                assertThat(ask(browser, server.at(path), "shop-secret", STRANGER))
                        .as(path)
                        .isEqualTo(401);
                assertThat(ask(browser, server.at(path), "shop-secret", HOME))
                        .as(path)
                        .isNotEqualTo(401);
            }
        }
    }

    @Test
    @Tag("SEC-H2")
    void countingCanBeSwitchedOff() {
        try (var server = TestServer.start(
                        BEHIND_A_PROXY + "throttle: {passwords: false, clientSecrets: false, attempts: 1}");
                var browser = new TestBrowser()) {
            var form = new Shop(server, browser).begin("/auth/door", Map.of());
            for (var i = 0; i < 25; i++) {
                submit(browser, form, "walter", "guess", HOME);
                ask(browser, server.at("/token"), "guess-" + i, HOME);
            }

            assertThat(ask(browser, server.at("/token"), "shop-secret", HOME)).isEqualTo(400);
            assertThat(submit(browser, form, "walter", WALTER, HOME).statusCode())
                    .isEqualTo(303);
        }
    }

    @Test
    @Tag("SEC-H2")
    @Tag("REL-6")
    void storeThatCannotCountLetsNobodyIn(@TempDir Path directory) throws SQLException {
        var database = directory.resolve("lintel.db");
        var text = BEHIND_A_PROXY.replace("{type: memory}", "{type: sqlite3, config: {file: \"" + database + "\"}}");
        try (var server = TestServer.start(text);
                var browser = new TestBrowser()) {
            var form = new Shop(server, browser).begin("/auth/door", Map.of());
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                    var statement = connection.createStatement()) {
                statement.executeUpdate("DROP TABLE attempts");
            }

            assertThat(submit(browser, form, "walter", WALTER, HOME).statusCode())
                    .isIn(500, 503);
            assertThat(ask(browser, server.at("/token"), "shop-secret", HOME)).isIn(500, 503);
            assertThat(ask(browser, server.at("/token"), "guess", HOME)).isIn(500, 503);
        }
    }

    @Test
    void proxyThatIsNotConfiguredIsToldOnce() {
        try (var server = TestServer.start();
                var browser = new TestBrowser();
                var log = new AuditLog()) {
            for (var i = 0; i < 3; i++) {
                assertThat(ask(browser, server.at("/token"), "shop-secret", HOME))
                        .isEqualTo(400);
            }

            assertThat(log.all())
                    .filteredOn(line -> line.message().contains("web.clientRemoteIP"))
                    .hasSize(1);
        }
    }

    @Test
    @Tag("SEC-H4")
    void floodOfPasswordsIsToldWhenToComeAgain() {
        try (var server = TestServer.start();
                var browser = new TestBrowser()) {
            var form = new Shop(server, browser).begin("/auth/local", Map.of());
            server.context().getBean(PasswordHashing.class).close();

            var answer = submit(browser, form, "alice@example.org", "correct horse", HOME);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        }
    }

    /// Without what differs by the moment.
    private static Map<String, List<String>> headers(HttpResponse<String> answer) {
        var headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeIf(name -> name.equalsIgnoreCase("date") || name.equalsIgnoreCase("content-length"));
        return headers;
    }

    private static HttpResponse<String> submit(
            TestBrowser browser, HttpResponse<String> page, String username, String password, String from) {
        var form = Jsoup.parse(page.body(), page.uri().toString()).expectFirst("form");
        var fields = new LinkedHashMap<String, String>();
        form.select("input[type=hidden]").forEach(field -> fields.put(field.attr("name"), field.attr("value")));
        fields.put("login", username);
        fields.put("password", password);
        return post(browser, HttpRequest.newBuilder(URI.create(form.absUrl("action"))), fields, from);
    }

    private static int ask(TestBrowser browser, URI endpoint, String secret, String from) {
        var request = HttpRequest.newBuilder(endpoint).header("Authorization", Shop.basic("shop", secret));
        return post(browser, request, Map.of("token", "x"), from).statusCode();
    }

    private static HttpResponse<String> post(
            TestBrowser browser, HttpRequest.Builder request, Map<String, String> fields, String from) {
        return browser.send(request.header("X-Forwarded-For", from)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(TestBrowser.encode(fields))));
    }
}
