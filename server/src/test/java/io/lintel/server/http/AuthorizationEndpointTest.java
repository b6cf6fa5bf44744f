package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the authorization endpoint tells whom.
final class AuthorizationEndpointTest {

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestServer.STANDARD + "  - {id: cli, name: Command Line, public: true}\n");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @Tag("SEC-A1")
    @Tag("SEC-A2")
    @ValueSource(
            strings = {
                "https://shop.example/callback/",
                "https://shop.example/callback?x=1",
                "https://SHOP.example/callback",
                "https://shop.example/Callback",
                "https://shop.example:443/callback",
                "https://shop.example/./callback",
                "https://shop.example/%63allback",
                "https://shop.example/callback#x",
                "https://evil.example/",
                "javascript:alert(1)",
                "//evil.example"
            })
    void otherRedirectUriGetsAPageAndNoLink(String uri) {
        try (var browser = new TestBrowser()) {
            var answer = new Shop(server, browser).begin("/auth", Map.of("redirect_uri", uri));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
            assertThat(answer.body()).contains("<html").doesNotContain("evil.example", "javascript:alert");
        }
    }

    @Test
    @Tag("SEC-A2")
    void unknownClientGetsAPage() {
        try (var browser = new TestBrowser()) {
            var answer = new Shop(server, browser).begin("/auth", Map.of("client_id", "nobody"));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
        }
    }

    /// Clients put the page the end-user came from into it.
    @Test
    void longStateComesBackAsItWas() {
        var random = new Random(7);
        var state = random.ints(2048, 0x21, 0x7f).mapToObj(Character::toString).collect(Collectors.joining());
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var form = browser.follow(browser.get(shop.authorize("/auth/local", Map.of("state", state))));
            var consent = browser.follow(
                    browser.submit(form, Map.of("login", "alice@example.org", "password", "correct horse")));

            assertThat(TestBrowser.answer(browser.submit(consent, Map.of("approval", "approve"))))
                    .containsEntry("state", state)
                    .containsKey("code");
        }
    }

    /// Nobody carries an error to a client without a redirect URI.
    @Test
    void errorForAClientWithoutRedirectUriIsAPageThatBlamesTheRequest() {
        try (var browser = new TestBrowser()) {
            var answer = new Shop(server, browser)
                    .begin(
                            "/auth",
                            Map.of(
                                    "client_id",
                                    "cli",
                                    "redirect_uri",
                                    "urn:ietf:wg:oauth:2.0:oob",
                                    "response_type",
                                    "nonsense"));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("This request is not valid");
        }
    }

    @ParameterizedTest
    @Tag("SEC-A5")
    @ValueSource(strings = {"client_id", "redirect_uri"})
    void repeatedClientOrRedirectUriGetsAPage(String name) {
        try (var browser = new TestBrowser()) {
            var uri = new Shop(server, browser).authorize("/auth", Map.of());
            var answer = browser.get(java.net.URI.create(uri + "&" + name + "=x"));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
        }
    }

    @ParameterizedTest
    @Tag("SEC-A5")
    @ValueSource(strings = {"scope", "state", "nonce", "response_type", "whatever"})
    void repeatedParameterIsToldTheClient(String name) {
        try (var browser = new TestBrowser()) {
            var uri = new Shop(server, browser).authorize("/auth", Map.of("whatever", "x"));
            var answer = browser.get(java.net.URI.create(uri + "&" + name + "=x"));

            assertTold(answer, "invalid_request");
        }
    }

    @Test
    @Tag("SEC-A5")
    void parameterInQueryAndFormIsRepeated() {
        try (var browser = new TestBrowser()) {
            var uri = new Shop(server, browser).authorize("/auth", Map.of());

            assertTold(browser.post(uri, Map.of("scope", "openid")), "invalid_request");
        }
    }

    @Test
    void requestMayComeAsAForm() {
        try (var browser = new TestBrowser()) {
            var choice = browser.post(server.at("/auth"), Shop.request(Map.of()));

            assertThat(choice.statusCode()).isEqualTo(200);
            assertThat(choice.body()).contains("/idp/auth/mock?", "/idp/auth/local?");
        }
    }

    @Test
    @Tag("SEC-A9")
    void everyAnswerNamesTheIssuer() {
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);

            assertThat(TestBrowser.answer(shop.aliceComes()))
                    .containsEntry("iss", server.issuer().toString());
            assertThat(TestBrowser.answer(shop.begin("/auth", Map.of("prompt", "none"))))
                    .containsEntry("iss", server.issuer().toString())
                    .containsEntry("state", "st4te")
                    .containsEntry("error", "login_required");
        }
    }

    @Test
    @Tag("SEC-A13")
    void redirectsAfterFormsAre303() {
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var form = shop.begin("/auth/local", Map.of());
            var loggedIn = browser.submit(form, Map.of("login", "alice@example.org", "password", "correct horse"));
            var consented = browser.submit(browser.follow(loggedIn), Map.of("approval", "approve"));

            assertThat(loggedIn.statusCode()).isEqualTo(303);
            assertThat(consented.statusCode()).isEqualTo(303);
        }
    }

    @Test
    void whoDoesNotConsentIsSentBackWithAccessDenied() {
        try (var browser = new TestBrowser()) {
            var answer =
                    browser.submit(new Shop(server, browser).aliceLogsIn(Map.of()), Map.of("approval", "rejected"));

            assertTold(answer, "access_denied");
        }
    }

    @Test
    void connectorThatCannotRefreshIsNotAskedAbout() {
        var text = TestServer.STANDARD.replace(
                "type: mockCallback, name: Mock", "type: mockCallback, name: Mock, grantTypes: [authorization_code]");
        try (var narrow = TestServer.start(text);
                var browser = new TestBrowser()) {
            var shop = new Shop(narrow, browser);
            var consent = shop.begin("/auth/mock", Map.of());
            var code = TestBrowser.answer(browser.submit(consent, Map.of("approval", "approve")))
                    .getOrDefault("code", "");
            var tokens = shop.token(shop.redemption(code));

            assertThat(consent.body()).doesNotContain("offline_access");
            assertThat(tokens.body()).doesNotContain("refresh_token", "offline_access");
        }
    }

    @Test
    @Tag("SEC-D6")
    void everyAnswerCarriesTheProtectiveHeaders() {
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            for (var answer : new HttpResponse<?>[] {
                shop.begin("/auth", Map.of()),
                browser.get(shop.authorize("/auth/mock", Map.of())),
                browser.get(server.at("/nowhere")),
                browser.post(server.at("/keys"), Map.of()),
                browser.get(server.at("/static/lintel.css")),
                browser.get(server.at("/static/nothing.css")),
                browser.get(server.at("/theme/nothing.css")),
                browser.get(server.at("/robots.txt")),
                browser.get(server.at("/")),
                browser.get(server.at("/healthz")),
                browser.get(server.at("/.well-known/openid-configuration")),
                browser.post(server.at("/token"), Map.of()),
                browser.post(server.at("/approval"), Map.of("a", "a".repeat(300_000))),
                browser.get(server.at("/callback?state=x"))
            }) {
                var headers = answer.headers();
                assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                        .as("%s %s", answer.statusCode(), answer.uri())
                        .contains("frame-ancestors 'none'")
                        .doesNotContain("unsafe");
                assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
                assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
                assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
            }
        }
    }

    @Test
    @Tag("SEC-D10")
    void pagesNeverAnswerOtherOrigins() {
        var text = TestServer.STANDARD.replace("web: {http", "web: {allowedOrigins: [\"https://app.example\"], http");
        try (var open = TestServer.start(text);
                var browser = new TestBrowser()) {
            for (var path : new String[] {
                "/auth",
                "/auth/",
                "/auth/local",
                "/auth/local/login",
                "/approval",
                "/callback",
                "/callback/local",
                "/static/lintel.css",
                "/healthz",
                "/token/",
                "/nowhere"
            }) {
                for (var method : new String[] {"GET", "POST", "OPTIONS"}) {
                    assertThat(from(browser, open, method, path).headers().map().keySet())
                            .as("%s %s", method, path)
                            .noneMatch(name -> name.startsWith("access-control-"));
                }
            }
            assertThat(from(browser, open, "GET", "/keys").headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue("https://app.example");
            var preflight = from(browser, open, "OPTIONS", "/token").headers();
            assertThat(preflight.allValues("Access-Control-Allow-Origin")).containsExactly("https://app.example");
            assertThat(preflight.allValues("Vary")).containsExactly("Origin");
            assertThat(preflight.firstValue("Access-Control-Allow-Credentials")).isEmpty();
        }
    }

    private static HttpResponse<String> from(TestBrowser browser, TestServer open, String method, String path) {
        return browser.send(HttpRequest.newBuilder(open.at(path))
                .method(method, BodyPublishers.noBody())
                .header("Access-Control-Request-Method", "POST")
                .header("Origin", "https://app.example"));
    }

    private static void assertTold(HttpResponse<String> answer, String error) {
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location").orElse("")).startsWith(Shop.REDIRECT_URI + "?");
        assertThat(TestBrowser.answer(answer)).containsEntry("error", error);
    }
}
