package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.StandardServer;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A login belongs to the browser that began it.
@ExtendWith(StandardServer.class)
final class BrowserBindingTest {

    private static TestServer server;

    @BeforeAll
    static void start(TestServer standard) {
        server = standard;
    }

    @Test
    @Tag("SEC-D1")
    void callbackInAnotherBrowserIsRefused() {
        try (var alice = new TestBrowser();
                var mallory = new TestBrowser()) {
            var departure = alice.get(new Shop(server, alice).authorize("/auth/mock", Map.of()));

            var callback = Objects.requireNonNull(TestBrowser.location(departure));
            var stolen = mallory.get(callback);

            assertRefused(stolen, 403);
        }
    }

    @Test
    @Tag("SEC-D1")
    void loginFormInAnotherBrowserIsRefused() {
        try (var alice = new TestBrowser();
                var mallory = new TestBrowser()) {
            var form = new Shop(server, alice).begin("/auth/local", Map.of());

            assertRefused(mallory.get(form.uri()), 403);
            assertRefused(mallory.submit(form, Map.of("login", "alice@example.org", "password", "correct horse")), 403);
        }
    }

    @Test
    @Tag("SEC-D1")
    @Tag("SEC-D3")
    void consentPageInAnotherBrowserIsRefused() {
        try (var alice = new TestBrowser();
                var mallory = new TestBrowser()) {
            var consent = new Shop(server, alice).aliceLogsIn(Map.of());

            assertRefused(mallory.get(consent.uri()), 403);
            assertRefused(mallory.submit(consent, Map.of("approval", "approve")), 403);
        }
    }

    @Test
    @Tag("SEC-D3")
    @Tag("SEC-A14")
    void finishedLoginCannotBeFinishedAgain() {
        try (var alice = new TestBrowser()) {
            var shop = new Shop(server, alice);
            var form = shop.begin("/auth/local", Map.of());
            var cookies = Map.copyOf(alice.cookies());
            var answers = Map.of("login", "alice@example.org", "password", "correct horse");
            var consent = alice.follow(alice.submit(form, answers));
            assertThat(TestBrowser.answer(alice.submit(consent, Map.of("approval", "approve"))))
                    .containsKey("code");

            alice.cookies().putAll(cookies);

            assertRefused(alice.submit(consent, Map.of("approval", "approve")), 400);
            assertRefused(alice.submit(form, answers), 400);
        }
    }

    @Test
    @Tag("SEC-D1")
    void severalLoginsGoOnSideBySide() {
        try (var alice = new TestBrowser()) {
            var shop = new Shop(server, alice);
            var one = shop.begin("/auth/local", Map.of("state", "one"));
            var other = shop.begin("/auth/door", Map.of("state", "other"));

            var otherConsent = alice.follow(alice.submit(other, Map.of("login", "walter", "password", "open sesame")));
            var oneConsent =
                    alice.follow(alice.submit(one, Map.of("login", "alice@example.org", "password", "correct horse")));

            assertThat(TestBrowser.answer(alice.submit(oneConsent, Map.of("approval", "approve"))))
                    .containsEntry("state", "one");
            assertThat(TestBrowser.answer(alice.submit(otherConsent, Map.of("approval", "approve"))))
                    .containsEntry("state", "other");
        }
    }

    @Test
    @Tag("SEC-A14")
    void cookieOfOneLoginDoesNotOpenAnother() {
        try (var alice = new TestBrowser()) {
            var shop = new Shop(server, alice);
            var one = shop.begin("/auth/local", Map.of());
            var sealed = alice.cookies().values().iterator().next();
            alice.cookies().clear();
            var other = shop.begin("/auth/local", Map.of());
            alice.cookies().replaceAll((name, value) -> sealed);

            assertRefused(alice.get(other.uri()), 403);
            assertThat(one.statusCode()).isEqualTo(200);
        }
    }

    @Test
    @Tag("SEC-D2")
    void formOfAnotherSiteIsRefused() {
        try (var alice = new TestBrowser()) {
            var shop = new Shop(server, alice);
            var form = shop.begin("/auth/local", Map.of());
            var login = Map.of("login", "alice@example.org", "password", "correct horse", "hmac", hidden(form, "hmac"));
            assertNoSiteIn(FOREIGN, alice, form.uri(), login);
            assertThat(post(alice, form.uri(), login, "Sec-Fetch-Site", "same-origin")
                            .statusCode())
                    .isEqualTo(303);

            var consent = shop.aliceLogsIn(Map.of());
            var yes = Map.of("approval", "approve", "hmac", hidden(consent, "hmac"), "req", hidden(consent, "req"));
            assertNoSiteIn(FOREIGN, alice, server.at("/approval"), yes);
            assertThat(post(alice, server.at("/approval"), yes, "Origin", origin())
                            .statusCode())
                    .isEqualTo(303);
        }
    }

    /// A header and its value, in turn.
    private static final List<String> FOREIGN = List.of(
            "Sec-Fetch-Site", "cross-site",
            "Sec-Fetch-Site", "same-site",
            "Origin", "https://evil.example",
            "Origin", "http://127.0.0.1:1",
            "Origin", "https://127.0.0.1");

    private static void assertNoSiteIn(
            List<String> headers, TestBrowser browser, URI action, Map<String, String> fields) {
        for (var i = 0; i < headers.size(); i += 2) {
            assertRefused(post(browser, action, fields, headers.get(i), headers.get(i + 1)), 403);
        }
    }

    private static HttpResponse<String> post(
            TestBrowser browser, URI action, Map<String, String> fields, String header, String value) {
        return browser.send(HttpRequest.newBuilder(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(header, value)
                .POST(BodyPublishers.ofString(TestBrowser.encode(fields))));
    }

    private static String hidden(HttpResponse<String> page, String name) {
        return Jsoup.parse(page.body()).select("input[name=" + name + "]").attr("value");
    }

    private static String origin() {
        return "http://127.0.0.1:" + server.port();
    }

    @Test
    @Tag("SEC-D1")
    void formFromElsewhereIsReadOnlyWhenOurOwnPageSendsItAgain() {
        try (var alice = new TestBrowser();
                var mallory = new TestBrowser()) {
            var callback = TestBrowser.location(alice.get(new Shop(server, alice).authorize("/auth/mock", Map.of())));
            var id = callback.getQuery().substring(callback.getQuery().indexOf("state=") + 6);

            // As a browser sends it from elsewhere: without the cookie.
            var again = mallory.post(server.at("/callback"), Map.of("RelayState", id, "SAMLResponse", "x"));

            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(again.headers().firstValue("Location")).isEmpty();
            assertThat(hidden(again, "RelayState")).isEqualTo(id);
            assertRefused(mallory.submit(again, Map.of()), 403);
            // This one began it, but not with a connector that takes forms.
            assertRefused(alice.submit(again, Map.of()), 400);
        }
    }

    @Test
    @Tag("SEC-D2")
    void formWithoutItsMacIsRefused() {
        try (var alice = new TestBrowser()) {
            var form = new Shop(server, alice).begin("/auth/local", Map.of());

            var answer = alice.post(
                    form.uri(), Map.of("login", "alice@example.org", "password", "correct horse", "hmac", "AAAA"));

            assertRefused(answer, 403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA"})
    @Tag("SEC-D2")
    @Tag("SEC-A14")
    void consentWithoutItsMacIsRefused(String mac) {
        try (var alice = new TestBrowser()) {
            var consent = new Shop(server, alice).aliceLogsIn(Map.of());
            assertThat(consent.uri().getPath()).endsWith("/approval");
            var link = consent.uri().toString().replaceAll("hmac=[^&]*", "hmac=" + mac);

            assertRefused(alice.get(URI.create(link)), 403);
            assertRefused(alice.submit(consent, Map.of("approval", "approve", "hmac", mac)), 403);
            assertThat(TestBrowser.answer(alice.submit(consent, Map.of("approval", "approve"))))
                    .as("the refused ones changed nothing")
                    .containsKey("code");
        }
    }

    @Test
    @Tag("SEC-D5")
    void cookieCannotBeReadByScriptsNorSentByOtherSites() {
        try (var alice = new TestBrowser()) {
            var departure = alice.get(new Shop(server, alice).authorize("/auth/mock", Map.of()));

            assertThat(departure.headers().allValues("Set-Cookie"))
                    .singleElement()
                    .satisfies(cookie -> assertThat(cookie)
                            .startsWith("lintel-flow-")
                            .contains("; HttpOnly", "; SameSite=Lax", "; Path=/idp")
                            .doesNotContain("Domain="));
        }
    }

    @Test
    @Tag("SEC-D5")
    void cookieIsSecureWhereTheIssuerIs() {
        var text = TestServer.STANDARD.replace("issuer: \"@ISSUER@\"", "issuer: \"https://login.example\"");
        try (var secure = TestServer.start(text);
                var alice = new TestBrowser()) {
            var departure = alice.get(java.net.URI.create(
                    "http://127.0.0.1:" + secure.port() + "/auth/mock?" + TestBrowser.encode(Shop.request(Map.of()))));

            assertThat(departure.headers().allValues("Set-Cookie"))
                    .singleElement()
                    .satisfies(cookie ->
                            assertThat(cookie).startsWith("__Host-lintel-flow-").contains("; Secure", "; Path=/;"));
        }
    }

    @Test
    @Tag("SEC-D1")
    void manyLoginsDoNotMakeTheCookiesTooLarge() {
        try (var alice = new TestBrowser()) {
            var shop = new Shop(server, alice);
            for (var i = 0; i < 40; i++) {
                assertThat(shop.begin("/auth/local", Map.of("state", "s".repeat(900)))
                                .statusCode())
                        .isEqualTo(200);
            }
            var last = shop.begin("/auth/local", Map.of());

            var size = alice.cookies().entrySet().stream()
                    .mapToInt(cookie ->
                            cookie.getKey().length() + cookie.getValue().length() + 3)
                    .sum();
            assertThat(size).isLessThan(8192);
            assertThat(alice.get(last.uri()).statusCode()).isEqualTo(200);
        }
    }

    private static void assertRefused(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }
}
