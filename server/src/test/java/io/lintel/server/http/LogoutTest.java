package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.session.SessionId;
import io.lintel.session.Sessions;
import io.lintel.signing.SettableClock;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The logout endpoint (OpenID Connect RP-Initiated Logout).
@Tag("SEC-D9")
final class LogoutTest {

    /// The shop may have browsers sent back, and its refresh tokens end with the session; those of the till do not.
    static final String CLIENTS = TestServer.STANDARD.replace(
                    "redirectURIs: [\"https://shop.example/callback\"]",
                    "redirectURIs: [\"https://shop.example/callback\"], refreshTokenLifetime: session,"
                            + " postLogoutRedirectURIs: [\"https://shop.example/bye?a=b\", \"app.shop:/bye\"]")
            + "  - {id: till, name: Till, secret: till-secret, redirectURIs: [\"https://shop.example/callback\"]}\n"
            + "  - {id: framed, name: Framed, secret: framed-secret, redirectURIs: [\"https://shop.example/callback\"],"
            + " frontchannelLogoutURI: \"https://shop.example/frame\"}\n";

    static final String SESSIONS =
            "sessions: {enabled: true, validIfNotUsedFor: 12h, ssoSharedWithDefault: all}\noauth2: {skipApprovalScreen: true}\n";

    private static final String BYE = "https://shop.example/bye?a=b";

    private static SettableClock clock;
    private static TestServer server;

    private final TestBrowser browser = new TestBrowser();

    @BeforeAll
    static void start() {
        clock = new SettableClock(Instant.now());
        server = TestServer.start(CLIENTS + SESSIONS, clock);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    /// Alice has logged in at the shop.
    private HttpResponse<String> tokens() {
        return tokens(browser);
    }

    private static HttpResponse<String> tokens(TestBrowser browser) {
        var shop = new Shop(server, browser);
        var tokens = shop.token(shop.redemption(shop.codeWithoutConsent()));
        assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
        return tokens;
    }

    private HttpResponse<String> logout(String... namesAndValues) {
        return browser.get(server.at("/logout?" + TestBrowser.encode(parameters(namesAndValues))));
    }

    private static Map<String, String> parameters(String... namesAndValues) {
        var parameters = new LinkedHashMap<String, String>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return parameters;
    }

    private static boolean isAlive(HttpResponse<String> tokens) {
        return server.context()
                .getBean(Sessions.class)
                .find(new SessionId(Tokens.claim(tokens, "sid")))
                .isPresent();
    }

    private boolean hasSessionCookie() {
        return browser.cookies().keySet().stream().anyMatch(name -> name.contains("dex_session"));
    }

    private static String heading(HttpResponse<String> page) {
        return Jsoup.parse(page.body()).select("h1").text();
    }

    @Test
    void hintOfTheSessionEndsItAndLeadsBack() {
        var tokens = tokens();
        assertThat(hasSessionCookie()).isTrue();

        var answer = logout("id_token_hint", idToken(tokens), "post_logout_redirect_uri", BYE, "state", "s t&=");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(TestBrowser.location(answer)).isEqualTo(URI.create(BYE + "&state=s+t%26%3D"));
        assertThat(isAlive(tokens)).isFalse();
        assertThat(hasSessionCookie()).isFalse();
        assertThat(heading(logout())).isEqualTo("You are not logged in");
    }

    private static String idToken(HttpResponse<String> tokens) {
        return Shop.member(tokens, "id_token");
    }

    @Test
    void expiredHintIsOne() {
        var tokens = tokens();
        clock.advance(Duration.ofHours(2));

        logout("id_token_hint", idToken(tokens));

        assertThat(isAlive(tokens)).isFalse();
    }

    @Test
    void withoutAHintTheEndUserIsAsked() {
        var tokens = tokens();

        var page = logout("client_id", "shop", "post_logout_redirect_uri", BYE, "state", "st4te");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(heading(page)).isEqualTo("Log out?");
        assertThat(page.body()).contains("Shop wants you to log out");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(isAlive(tokens)).isTrue();

        var answer = browser.submit(page, Map.of());
        assertThat(TestBrowser.location(answer)).isEqualTo(URI.create(BYE + "&state=st4te"));
        assertThat(isAlive(tokens)).isFalse();
        assertThat(hasSessionCookie()).isFalse();
    }

    @Test
    void whoAsksForNoWayBackStaysHere() {
        tokens();

        assertThat(heading(browser.submit(logout(), Map.of()))).isEqualTo("You are logged out");
    }

    @Test
    void hintOfSomebodyElseIsNotEnough() {
        String foreign;
        try (var other = new TestBrowser()) {
            foreign = idToken(tokens(other));
        }
        var tokens = tokens();

        var page = logout("id_token_hint", foreign, "post_logout_redirect_uri", BYE);

        assertThat(heading(page)).isEqualTo("Log out?");
        assertThat(isAlive(tokens)).isTrue();
    }

    @Test
    void withoutASessionTheBrowserIsSentBackAtOnce() {
        assertThat(TestBrowser.location(logout("client_id", "shop", "post_logout_redirect_uri", BYE)))
                .isEqualTo(URI.create(BYE));
        assertThat(TestBrowser.location(
                        logout("client_id", "shop", "post_logout_redirect_uri", "app.shop:/bye", "state", "s")))
                .isEqualTo(URI.create("app.shop:/bye?state=s"));
        assertThat(heading(logout())).isEqualTo("You are not logged in");
    }

    @ParameterizedTest
    @Tag("SEC-A4")
    @ValueSource(
            strings = {
                "https://evil.example/",
                "https://shop.example/bye",
                "https://shop.example/bye?a=b#",
                "https://shop.example/callback",
                "//shop.example/bye?a=b",
                "javascript:alert(1)",
                "/\\evil.example"
            })
    void addressThatIsNotRegisteredGetsAPageAndNothingEnds(String address) {
        var tokens = tokens();
        for (var page : new HttpResponse<?>[] {
            logout("id_token_hint", idToken(tokens), "post_logout_redirect_uri", address),
            logout("client_id", "shop", "post_logout_redirect_uri", address),
            logout("post_logout_redirect_uri", address)
        }) {
            assertThat(page.statusCode()).isEqualTo(400);
            assertThat(page.headers().firstValue("Location")).isEmpty();
            assertThat(String.valueOf(page.body())).doesNotContain("evil.example", "alert(1)");
        }
        assertThat(isAlive(tokens)).isTrue();
    }

    @Test
    void whatIsWrongChangesNothingAndIsNoFaultOfOurs() {
        var tokens = tokens();
        for (var page : new HttpResponse<?>[] {
            logout("id_token_hint", "x"),
            logout("id_token_hint", Shop.member(tokens, "refresh_token")),
            logout("id_token_hint", idToken(tokens) + "x"),
            logout("id_token_hint", idToken(tokens), "client_id", "app"),
            logout("client_id", "nobody"),
            logout("client_id", "shop", "post_logout_redirect_uri", BYE, "state", "x".repeat(2_000)),
            browser.get(server.at("/logout?client_id=shop&client_id=shop")),
            browser.get(server.at("/logout?client_id=%ff")),
            browser.post(server.at("/logout?client_id=shop"), Map.of("client_id", "shop")),
            browser.get(server.at("/logout/callback")),
            browser.get(server.at("/logout/callback?state=x")),
            browser.get(server.at("/logout/callback/mock?SAMLRequest=x"))
        }) {
            assertThat(page.statusCode()).as(String.valueOf(page.uri())).isEqualTo(400);
        }
        assertThat(isAlive(tokens)).isTrue();
    }

    @Test
    void otherMethodsAreNotTaken() {
        for (var path : new String[] {"/logout", "/logout/callback", "/logout/callback/mock"}) {
            assertThat(browser.send(HttpRequest.newBuilder(server.at(path)).PUT(BodyPublishers.noBody()))
                            .statusCode())
                    .isEqualTo(405);
        }
        assertThat(browser.get(server.at("/logout/confirm")).statusCode()).isEqualTo(405);
    }

    @Test
    @Tag("SEC-D2")
    void answerOfAnotherSessionOrSiteEndsNothing() {
        String foreign;
        try (var mallory = new TestBrowser()) {
            tokens(mallory);
            var page = mallory.get(server.at("/logout"));
            foreign = Jsoup.parse(page.body()).select("input[name=request]").attr("value");
        }
        var tokens = tokens();
        var own = Jsoup.parse(logout().body()).select("input[name=request]").attr("value");

        assertThat(confirm(Map.of("request", foreign), "same-origin").statusCode())
                .isEqualTo(403);
        assertThat(confirm(Map.of("request", own + "x"), "same-origin").statusCode())
                .isEqualTo(403);
        assertThat(confirm(Map.of(), "same-origin").statusCode()).isEqualTo(403);
        assertThat(confirm(Map.of("request", own), "cross-site").statusCode()).isEqualTo(403);
        assertThat(isAlive(tokens)).isTrue();

        assertThat(confirm(Map.of("request", own), "same-origin").statusCode()).isEqualTo(200);
        assertThat(isAlive(tokens)).isFalse();
    }

    private HttpResponse<String> confirm(Map<String, String> form, String site) {
        return browser.send(HttpRequest.newBuilder(server.at("/logout/confirm"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", site)
                .POST(BodyPublishers.ofString(TestBrowser.encode(form))));
    }

    @Test
    void oldAnswerCountsNoMore() {
        var tokens = tokens();
        var page = logout();
        clock.advance(Duration.ofMinutes(31));

        assertThat(browser.submit(page, Map.of()).statusCode()).isEqualTo(403);
        assertThat(isAlive(tokens)).isTrue();
    }

    /// RP-Initiated Logout, section 2: POST is supported. The form of another site comes without our cookie, and is
    /// posted again by a page of ours.
    @Test
    void formOfAClientIsTaken() {
        var tokens = tokens();
        var cookies = Map.copyOf(browser.cookies());
        browser.cookies().clear();
        var form = parameters("id_token_hint", idToken(tokens), "post_logout_redirect_uri", BYE, "state", "s");
        var again = browser.post(server.at("/logout"), form);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(isAlive(tokens)).isTrue();
        browser.cookies().putAll(cookies);

        var answer = browser.submit(again, Map.of());

        assertThat(TestBrowser.location(answer)).isEqualTo(URI.create(BYE + "&state=s"));
        assertThat(isAlive(tokens)).isFalse();
    }

    @Test
    void refreshTokensEndWithTheSessionWhereTheClientWantsIt() {
        var shop = new Shop(server, browser);
        var tokens = tokens();
        var till = shop.begin("/auth/local", Map.of("client_id", "till"));
        var tillTokens = shop.token(
                shop.redemption(TestBrowser.answer(till).getOrDefault("code", "")), Shop.basic("till", "till-secret"));

        logout("id_token_hint", idToken(tokens));

        assertThat(shop.token(refresh(tokens)).statusCode()).isEqualTo(400);
        assertThat(shop.token(refresh(tillTokens), Shop.basic("till", "till-secret"))
                        .statusCode())
                .isEqualTo(200);
    }

    private static Map<String, String> refresh(HttpResponse<String> tokens) {
        return Map.of("grant_type", "refresh_token", "refresh_token", Shop.member(tokens, "refresh_token"));
    }

    @Test
    @Tag("SEC-D6")
    void framesAreOfTheClientsOfTheSessionAndOfNobodyElse() {
        var tokens = tokens();
        assertThat(new Shop(server, browser)
                        .begin("/auth/local", Map.of("client_id", "framed"))
                        .statusCode())
                .isEqualTo(303);

        var page = logout("id_token_hint", idToken(tokens), "post_logout_redirect_uri", BYE);

        assertThat(page.statusCode()).isEqualTo(200);
        var shown = Jsoup.parse(page.body());
        assertThat(shown.select("iframe").eachAttr("src")).containsExactly("https://shop.example/frame");
        assertThat(shown.select("iframe").attr("sandbox")).isEqualTo("allow-scripts allow-same-origin");
        assertThat(shown.select("#continue").attr("href")).isEqualTo(BYE);
        assertThat(page.headers().firstValue("Refresh")).hasValue("5; url=" + BYE);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .endsWith("; frame-src https://shop.example");
        assertThat(logout().headers().firstValue("Content-Security-Policy").orElse(""))
                .doesNotContain("frame-src");
    }

    @Test
    void metadataNamesTheEndpoint() {
        assertThat(browser.get(server.at("/.well-known/openid-configuration")).body())
                .contains("\"end_session_endpoint\":\"" + server.at("/logout") + "\"")
                .contains("\"backchannel_logout_supported\":true")
                .contains("\"backchannel_logout_session_supported\":true")
                .contains("\"frontchannel_logout_supported\":true")
                .contains("\"frontchannel_logout_session_supported\":true");
    }

    @Test
    void withoutSessionsThereIsNoLogout() {
        try (var without = TestServer.start()) {
            for (var path : new String[] {"/logout", "/logout/callback", "/logout/callback/mock"}) {
                assertThat(browser.get(without.at(path)).statusCode()).isEqualTo(404);
                assertThat(browser.post(without.at(path), Map.of()).statusCode())
                        .isEqualTo(404);
            }
            assertThat(browser.post(without.at("/logout/confirm"), Map.of()).statusCode())
                    .isEqualTo(404);
            assertThat(browser.get(without.at("/.well-known/openid-configuration"))
                            .body())
                    .doesNotContain("end_session_endpoint", "channel_logout");
        }
    }
}
