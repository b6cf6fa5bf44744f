package io.lintel.server.http;

import static io.lintel.server.http.Visitor.ALICE;
import static io.lintel.server.http.Visitor.WALTER;
import static io.lintel.server.http.Visitor.claims;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.authorization.TestAuthorizations;
import io.lintel.oauth2.StringFields;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.signing.SettableClock;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who has logged in once need not for every client, as far as the clients share it.
final class SessionTest {

    private static final String COOKIE = "dex_session";

    private static final String CLIENTS =
            TestServer.STANDARD.substring(0, TestServer.STANDARD.indexOf("staticClients:")) + """
            staticClients:
              - {id: news, name: News, secret: news-secret, redirectURIs: ["https://news.example/callback"],
                 ssoSharedWith: [shop]}
              - {id: shop, name: Shop, secret: shop-secret, redirectURIs: ["https://shop.example/callback"],
                 ssoSharedWith: [bank]}
              - {id: bank, name: Bank, secret: bank-secret, redirectURIs: ["https://bank.example/callback"],
                 refreshTokenLifetime: session}
            """;

    private static final String SILENT = CLIENTS + "oauth2: {skipApprovalScreen: true}\n";

    private final SettableClock clock = new SettableClock(TestAuthorizations.NOW);
    private final Visitor visitor = new Visitor();
    private final List<AutoCloseable> open = new ArrayList<>(List.of(visitor));

    @AfterEach
    void close() throws Exception {
        for (var each : open.reversed()) {
            each.close();
        }
    }

    private TestServer start(String text) {
        var server = TestServer.start(text, clock);
        open.add(server);
        return server;
    }

    private static String with(String sessions) {
        return SILENT + "sessions: {enabled: true" + sessions + "}\n";
    }

    @Test
    @Tag("SEC-A11")
    void oneLoginIsEnoughForClientsThatShareIt() {
        var server = start(with(""));
        var news = visitor.tokens(server, "news", visitor.logIn(server, "news", "local", ALICE));
        clock.advance(Duration.ofMinutes(30));

        var shop = visitor.tokens(server, "shop", visitor.visit(server, "shop", "/auth", Map.of()));

        assertThat(claims(shop)).contains("\"auth_time\":" + TestAuthorizations.NOW.getEpochSecond());
        assertThat(member(claims(shop), "sid")).isEqualTo(member(claims(news), "sid"));
        assertThat(member(claims(shop), "sub")).isEqualTo(member(claims(news), "sub"));
        assertThat(claims(visitor.refresh(server, "shop", shop)))
                .contains("\"auth_time\":" + TestAuthorizations.NOW.getEpochSecond())
                .contains("\"sid\":\"" + member(claims(news), "sid"));
    }

    @Test
    @Tag("SEC-D8")
    void sharingIsNotInherited() {
        var server = start(with(""));
        visitor.logIn(server, "news", "local", ALICE);
        assertThat(isCode(visitor.visit(server, "shop", "/auth", Map.of()))).isTrue();

        var bank = visitor.visit(server, "bank", "/auth", Map.of("prompt", "none"));

        assertThat(TestBrowser.answer(bank)).containsEntry("error", "login_required");
    }

    @Test
    void clientsShareByDefaultIfTheOperatorSaysSo() {
        var server = start(with(", ssoSharedWithDefault: all"));
        visitor.logIn(server, "bank", "local", ALICE);

        assertThat(isCode(visitor.visit(server, "news", "/auth", Map.of("prompt", "none"))))
                .isTrue();
    }

    /// OpenID Connect Core, section 3.1.2.1, wants both methods; browsers send no SameSite=Lax cookie with the form of
    /// another site.
    @ParameterizedTest
    @ValueSource(strings = {"/auth", "/auth/local"})
    void requestThatAnotherSitePostsIsAnsweredByTheSessionAllTheSame(String path) {
        var server = start(with(""));
        visitor.logIn(server, "shop", "local", ALICE);
        var request = Visitor.authorize(server, "shop", path, Map.of("prompt", "none", "state", "a&b=\u00e4"));

        try (var cookieless = new TestBrowser()) {
            var posted = cookieless.send(HttpRequest.newBuilder(server.at(path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Origin", "https://shop.example")
                    .header("Sec-Fetch-Site", "cross-site")
                    .POST(BodyPublishers.ofString(request.getRawQuery())));

            assertThat(posted.statusCode()).isEqualTo(303);
            var answer = visitor.browser().follow(visitor.browser().get(TestBrowser.location(posted)));
            assertThat(TestBrowser.answer(answer)).containsKey("code").containsEntry("state", "a&b=\u00e4");
        }
    }

    /// Whoever sits there afterwards may be somebody else. Tokens of the authorization endpoint are not asked for
    // again.
    @ParameterizedTest
    @ValueSource(strings = {"code", "id_token token"})
    @Tag("SEC-B14")
    void pageThatWasLeftOpenIsWorthNothingAfterALogout(String responseType) {
        var server = start(CLIENTS + "sessions: {enabled: true}\noauth2: {responseTypes: [code, id_token, token]}\n");
        var browser = visitor.browser();
        var other = Map.of("prompt", "consent", "response_type", responseType, "nonce", "n", "scope", "openid");
        var form = visitor.visit(server, "shop", "/auth/local", other);
        var consent = browser.follow(browser.submit(form, ALICE));
        assertThat(consent.body()).contains("consent-accept");

        browser.submit(browser.get(server.at("/logout")), Map.of());
        var answer = browser.submit(consent, Map.of("approval", "approve"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    @Tag("SEC-A11")
    void silentRequestShowsNoPageAndSparesNobodyTheConsent() {
        var server = start(CLIENTS + "sessions: {enabled: true}\n");

        var nobody = visitor.visit(server, "news", "/auth", Map.of("prompt", "none"));
        visitor.logIn(server, "news", "local", ALICE);
        var somebody = visitor.visit(server, "news", "/auth", Map.of("prompt", "none"));
        var withoutConsent = visitor.visit(server, "shop", "/auth", Map.of("prompt", "none"));

        assertThat(TestBrowser.answer(nobody)).containsEntry("error", "login_required");
        assertThat(isCode(somebody)).isTrue();
        assertThat(TestBrowser.answer(withoutConsent)).containsEntry("error", "consent_required");
    }

    @Test
    void consentIsAskedOnceAndForWhatIsNew() {
        var server = start(CLIENTS + "sessions: {enabled: true}\n");
        visitor.logIn(server, "news", "local", ALICE);
        assertThat(isCode(visitor.visit(server, "news", "/auth", Map.of()))).isTrue();

        var more = visitor.visit(server, "news", "/auth", Map.of("scope", "openid email"));
        assertThat(more.body()).contains("consent-accept");
        assertThat(isCode(visitor.consent(more))).isTrue();

        var all = Map.of("scope", "openid email offline_access", "prompt", "none");
        assertThat(isCode(visitor.visit(server, "news", "/auth", all))).isTrue();
    }

    @Test
    @Tag("SEC-D4")
    void cookieOfBeforeTheLoginIsNeverTakenOver() {
        var server = start(with(""));
        var planted = StringFields.encode("aplantedsessionname234567", "a-secret-that-mallory-knows");
        visitor.browser().cookies().put(COOKIE, planted);

        visitor.logIn(server, "news", "local", ALICE);

        assertThat(StringFields.decode(cookie(visitor), 2).orElseThrow())
                .doesNotContain("aplantedsessionname234567", "a-secret-that-mallory-knows");
        assertSignedOn(server, planted, false);
    }

    @Test
    @Tag("SEC-D4")
    void cookieChangesAtEveryLoginAndTheOldOneOpensNothing() {
        var server = start(with(""));
        visitor.logIn(server, "news", "local", ALICE);
        var first = cookie(visitor);
        assertSignedOn(server, first, true);

        var form = visitor.visit(server, "news", "/auth", Map.of("prompt", "login"));
        assertThat(isCode(visitor.browser().submit(form, ALICE))).isTrue();

        assertThat(cookie(visitor)).isNotEqualTo(first);
        assertSignedOn(server, first, false);
        assertSignedOn(server, cookie(visitor), true);
    }

    @Test
    @Tag("SEC-D4")
    void sessionOfWhoeverWasThereBeforeEnds() {
        var server = start(with(""));
        visitor.logIn(server, "news", "local", ALICE);
        var alices = cookie(visitor);
        var form = visitor.visit(server, "news", "/auth/door", Map.of("prompt", "select_account"));
        visitor.browser().submit(form, WALTER);

        assertSignedOn(server, alices, false);
        assertSignedOn(server, cookie(visitor), true);
    }

    @Test
    @Tag("SEC-B4")
    @Tag("SEC-B6")
    void cookieOpensOneSessionAndNoOtherHoweverItIsChanged() {
        var server = start(with(""));
        visitor.logIn(server, "news", "local", ALICE);
        var alices = cookie(visitor);
        var another = new Visitor();
        open.add(another);
        another.logIn(server, "news", "door", WALTER);
        var walters = StringFields.decode(cookie(another), 2).orElseThrow();
        var alice = StringFields.decode(alices, 2).orElseThrow();

        assertSignedOn(server, StringFields.encode(alice.get(0), walters.get(1)), false);
        assertSignedOn(server, StringFields.encode(walters.get(0), alice.get(1)), false);
        assertSignedOn(server, StringFields.encode(alice.get(0), alice.get(1).substring(1)), false);
        assertSignedOn(server, alices + "A", false);
        assertSignedOn(server, alices, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%00", "CgF4", "EgF4", "CgF4EgA", "CgF4EgF4", "\"CgF4EgF4\"", "////", "Cv___w8"})
    @Tag("SEC-B6")
    @Tag("REL-18")
    void junkForACookieIsForgottenAndLeavesNothing(String junk) {
        var server = start(with(""));
        visitor.browser().cookies().put(COOKIE, junk);

        var answer = visitor.browser().get(Visitor.authorize(server, "news", "/auth", Map.of("prompt", "none")));

        assertThat(TestBrowser.answer(answer)).containsEntry("error", "login_required");
        assertThat(visitor.browser().cookies()).doesNotContainKey(COOKIE);
    }

    @Test
    @Tag("SEC-D5")
    void cookieIsKeptFromScriptsAndOtherSites() {
        var server = start(with(""));

        assertThat(setCookie(visitor.logIn(server, "news", "local", remembering())))
                .startsWith(COOKIE + "=")
                .contains("; Path=/idp; HttpOnly; SameSite=Lax", "; Max-Age=86400")
                .doesNotContain("Domain", "Secure");
        var another = new Visitor();
        open.add(another);
        assertThat(setCookie(another.logIn(server, "news", "local", ALICE))).doesNotContain("Max-Age");
    }

    @Test
    @Tag("SEC-D5")
    void cookieIsSecureAndBoundToTheHostWhereTheIssuerIs() {
        var secure = with("").replace("issuer: \"@ISSUER@\"", "issuer: \"https://login.example\"");

        assertThat(setCookieAtRoot(start(secure)))
                .startsWith("__Host-dex_session=")
                .contains("; Path=/; ", "; Secure");
        assertThat(setCookieAtRoot(start(secure + "compatibility: dex\n"))).startsWith("dex_session=");
    }

    private String setCookieAtRoot(TestServer server) {
        var text = Visitor.authorize(server, "news", "/auth/mock", Map.of())
                .toString()
                .replace("/idp/", "/");
        try (var browser = new TestBrowser()) {
            var departure = browser.get(URI.create(text));
            var back = TestBrowser.location(departure);
            return setCookie(browser.get(
                    URI.create("http://127.0.0.1:" + server.port() + back.getRawPath() + "?" + back.getRawQuery())));
        }
    }

    @Test
    @Tag("SEC-D5")
    void encryptedCookieTellsNothingAndIsNeverTheSame() {
        var server = start(with(", cookieName: s, cookieEncryptionKey: 0123456789abcdef0123456789abcdef"));
        visitor.logIn(server, "news", "local", ALICE);
        var sealed = visitor.browser().cookies().getOrDefault("s", "");

        assertThat(StringFields.decode(sealed, 2)).isEmpty();
        assertThat(isCode(visitor.visit(server, "news", "/auth", Map.of("prompt", "none"))))
                .isTrue();
        visitor.browser().cookies().put("s", sealed.substring(0, 20) + "A" + sealed.substring(21));
        assertThat(isCode(visitor.visit(server, "news", "/auth", Map.of("prompt", "none"))))
                .isFalse();
    }

    @Test
    void boxOnTheFormDecidesWhetherTheBrowserRemembers() {
        var checked = start(with(""));
        var unchecked = start(with(", rememberMeCheckedByDefault: false"));

        var form = visitor.visit(checked, "news", "/auth/local", Map.of());
        assertThat(box(form)).contains("checked");
        assertThat(box(visitor.browser().submit(form, Map.of("login", "a", "password", "b"))))
                .doesNotContain("checked");
        assertThat(box(visitor.visit(unchecked, "news", "/auth/local", Map.of())))
                .contains("remember_me")
                .doesNotContain("checked");
    }

    @Test
    void whereNobodyIsAskedTheOperatorDecides() {
        var remembering = start(with(""));
        var forgetting = start(with(", rememberMeCheckedByDefault: false"));

        assertThat(setCookie(visitor.visit(remembering, "news", "/auth/mock", Map.of())))
                .contains("Max-Age");
        assertThat(setCookie(visitor.visit(forgetting, "news", "/auth/mock", Map.of("prompt", "login"))))
                .doesNotContain("Max-Age");
    }

    @Test
    @Tag("SEC-A11")
    void whoeverIsToLogInAgainSeesTheForm() {
        var server = start(with(""));
        visitor.logIn(server, "news", "local", ALICE);
        clock.advance(Duration.ofMinutes(10));

        assertThat(isForm(visitor.visit(server, "news", "/auth", Map.of("prompt", "login"))))
                .isTrue();
        assertThat(isForm(visitor.visit(server, "news", "/auth", Map.of("max_age", "599"))))
                .isTrue();
        assertThat(isForm(visitor.visit(server, "news", "/auth/local", Map.of("prompt", "select_account"))))
                .isTrue();
        assertThat(visitor.visit(server, "news", "/auth", Map.of("prompt", "select_account"))
                        .body())
                .contains("Door", "Mock");
        assertThat(isCode(visitor.visit(server, "news", "/auth", Map.of("max_age", "600"))))
                .isTrue();
    }

    @Test
    void sessionEndsWhenItIsNotUsedAndWhenItIsTooOld() {
        var server = start(with(", validIfNotUsedFor: 10m, absoluteLifetime: 25m"));
        visitor.logIn(server, "news", "local", ALICE);
        for (var i = 0; i < 2; i++) {
            clock.advance(Duration.ofMinutes(9));
            assertSignedOn(server, cookie(visitor), true);
        }
        clock.advance(Duration.ofMinutes(7));
        assertSignedOn(server, cookie(visitor), false);
    }

    @Test
    void refreshTokensThatBelongToASessionDieWithIt() {
        var server = start(with(", validIfNotUsedFor: 10m"));
        var bank = visitor.tokens(server, "bank", visitor.logIn(server, "bank", "local", ALICE));
        var news = visitor.tokens(server, "news", visitor.logIn(server, "news", "local", ALICE));
        var refreshed = visitor.refresh(server, "bank", bank);
        assertThat(refreshed.statusCode()).isEqualTo(200);
        assertThat(introspected(server, refreshed)).contains("\"active\":true");
        clock.advance(Duration.ofMinutes(10));
        assertThat(introspected(server, refreshed)).contains("\"active\":false");

        var refused = visitor.refresh(server, "bank", refreshed);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).isEqualTo("{\"error\":\"invalid_grant\"}");
        assertThat(visitor.refresh(server, "news", news).statusCode()).isEqualTo(200);
    }

    private String introspected(TestServer server, HttpResponse<String> tokens) {
        return visitor.browser()
                .send(HttpRequest.newBuilder(server.at("/token/introspect"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Authorization", Shop.basic("bank", "bank-secret"))
                        .POST(BodyPublishers.ofString("token=" + Shop.member(tokens, "refresh_token"))))
                .body();
    }

    @Test
    @Tag("SEC-B2")
    void codeThatIsRedeemedTwiceRevokesWhatTheSessionHasGivenForIt() {
        var server = start(with(""));
        visitor.logIn(server, "news", "local", ALICE);
        var answer = visitor.visit(server, "shop", "/auth", Map.of());
        var tokens = visitor.tokens(server, "shop", answer);
        clock.advance(Duration.ofSeconds(3));

        assertThat(visitor.tokens(server, "shop", answer).statusCode()).isEqualTo(400);

        assertThat(visitor.refresh(server, "shop", tokens).body()).isEqualTo("{\"error\":\"invalid_grant\"}");
        assertThat(new Shop(server, visitor.browser())
                        .userInfo(Shop.member(tokens, "access_token"))
                        .statusCode())
                .isEqualTo(401);
        assertSignedOn(server, cookie(visitor), true);
    }

    @Test
    void withoutSessionsNothingIsRemembered() {
        var server = start(SILENT);

        var form = visitor.visit(server, "news", "/auth/local", Map.of());
        assertThat(form.body()).doesNotContain("remember_me");
        var tokens = visitor.tokens(server, "news", visitor.browser().submit(form, ALICE));

        assertThat(visitor.browser().cookies()).isEmpty();
        assertThat(claims(tokens)).doesNotContain("\"sid\"");
        assertThat(TestBrowser.answer(visitor.visit(server, "news", "/auth", Map.of("prompt", "none"))))
                .containsEntry("error", "login_required");
        assertThat(visitor.browser()
                        .get(server.at("/.well-known/openid-configuration"))
                        .body())
                .doesNotContain("\"sid\"");
    }

    @Test
    @Tag("REL-5")
    @Tag("SEC-B4")
    void sessionOutlivesARestartAndIsTheSameAtEveryReplica(@TempDir Path directory) {
        var text = with("").replace("\"@ISSUER@\"", "http://login.example/idp")
                .replace("{type: memory}", "{type: sqlite3, config: {file: \"" + directory.resolve("l.db") + "\"}}");
        var before = TestServer.start(text, clock);
        visitor.logIn(before, "news", "local", ALICE);
        before.close();
        var one = start(text);
        var other = start(text);
        assertSignedOn(one, cookie(visitor), true);
        assertSignedOn(other, cookie(visitor), true);

        var first = cookie(visitor);
        var form = visitor.visit(other, "news", "/auth/local", Map.of("prompt", "login"));
        visitor.browser().submit(form, ALICE);

        assertSignedOn(one, first, false);
        assertSignedOn(one, cookie(visitor), true);
    }

    private void assertSignedOn(TestServer server, String cookie, boolean expected) {
        try (var somebody = new Visitor()) {
            somebody.browser().cookies().put(COOKIE, cookie);
            var answer = somebody.visit(server, "news", "/auth", Map.of("prompt", "none"));
            assertThat(isCode(answer)).as("%s", TestBrowser.location(answer)).isEqualTo(expected);
        }
    }

    private static String cookie(Visitor visitor) {
        return visitor.browser().cookies().getOrDefault(COOKIE, "");
    }

    private static String setCookie(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(field -> field.contains(COOKIE))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no session cookie in " + answer.headers()));
    }

    private static Map<String, String> remembering() {
        return Map.of("login", "alice@example.org", "password", "correct horse", "remember_me", "on");
    }

    private static String box(HttpResponse<String> page) {
        var box = Pattern.compile("<input id=\"remember-me\"[^>]*>").matcher(page.body());
        assertThat(box.find()).as(page.body()).isTrue();
        return box.group();
    }

    private static boolean isForm(HttpResponse<String> page) {
        return page.body().contains("name=\"password\"");
    }

    private static boolean isCode(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("").contains("code=");
    }

    private static String member(String json, String name) {
        var member = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        assertThat(member.find()).as(json).isTrue();
        return member.group(1);
    }
}
