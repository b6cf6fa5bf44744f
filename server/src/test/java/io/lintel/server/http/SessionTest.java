package io.lintel.server.http;

import static io.lintel.server.http.SharedSignOn.CLIENTS;
import static io.lintel.server.http.SharedSignOn.SILENT;
import static io.lintel.server.http.SharedSignOn.assertSignedOn;
import static io.lintel.server.http.SharedSignOn.cookie;
import static io.lintel.server.http.SharedSignOn.isCode;
import static io.lintel.server.http.SharedSignOn.with;
import static io.lintel.server.http.Visitor.ALICE;
import static io.lintel.server.http.Visitor.claims;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.authorization.TestAuthorizations;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.signing.SettableClock;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
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

    private final SharedSignOn signOn = new SharedSignOn();
    private final SettableClock clock = signOn.clock;
    private final Visitor visitor = signOn.visitor;

    @AfterEach
    void close() throws Exception {
        signOn.close();
    }

    @Test
    @Tag("SEC-A11")
    void oneLoginIsEnoughForClientsThatShareIt() {
        var server = signOn.start(with(""));
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
        var server = signOn.start(with(""));
        visitor.logIn(server, "news", "local", ALICE);
        assertThat(isCode(visitor.visit(server, "shop", "/auth", Map.of()))).isTrue();

        var bank = visitor.visit(server, "bank", "/auth", Map.of("prompt", "none"));

        assertThat(TestBrowser.answer(bank)).containsEntry("error", "login_required");
    }

    @Test
    void clientsShareByDefaultIfTheOperatorSaysSo() {
        var server = signOn.start(with(", ssoSharedWithDefault: all"));
        visitor.logIn(server, "bank", "local", ALICE);

        assertThat(isCode(visitor.visit(server, "news", "/auth", Map.of("prompt", "none"))))
                .isTrue();
    }

    /// OpenID Connect Core, section 3.1.2.1, wants both methods; browsers send no SameSite=Lax cookie with the form of
    /// another site.
    @ParameterizedTest
    @ValueSource(strings = {"/auth", "/auth/local"})
    void requestThatAnotherSitePostsIsAnsweredByTheSessionAllTheSame(String path) {
        var server = signOn.start(with(""));
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

    /// Whoever sits there afterwards may be somebody else. Tokens of the authorization endpoint are never asked about
    /// again.
    @ParameterizedTest
    @ValueSource(strings = {"code", "id_token token"})
    @Tag("SEC-B14")
    void pageThatWasLeftOpenIsWorthNothingAfterALogout(String responseType) {
        var server =
                signOn.start(CLIENTS + "sessions: {enabled: true}\noauth2: {responseTypes: [code, id_token, token]}\n");
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
        var server = signOn.start(CLIENTS + "sessions: {enabled: true}\n");

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
        var server = signOn.start(CLIENTS + "sessions: {enabled: true}\n");
        visitor.logIn(server, "news", "local", ALICE);
        assertThat(isCode(visitor.visit(server, "news", "/auth", Map.of()))).isTrue();

        var more = visitor.visit(server, "news", "/auth", Map.of("scope", "openid email"));
        assertThat(more.body()).contains("consent-accept");
        assertThat(isCode(visitor.consent(more))).isTrue();

        var all = Map.of("scope", "openid email offline_access", "prompt", "none");
        assertThat(isCode(visitor.visit(server, "news", "/auth", all))).isTrue();
    }

    @Test
    @Tag("SEC-A11")
    void whoeverIsToLogInAgainSeesTheForm() {
        var server = signOn.start(with(""));
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
        var server = signOn.start(with(", validIfNotUsedFor: 10m, absoluteLifetime: 25m"));
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
        var server = signOn.start(with(", validIfNotUsedFor: 10m"));
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
        var server = signOn.start(with(""));
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
        var server = signOn.start(SILENT);

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
        var one = signOn.start(text);
        var other = signOn.start(text);
        assertSignedOn(one, cookie(visitor), true);
        assertSignedOn(other, cookie(visitor), true);

        var first = cookie(visitor);
        var form = visitor.visit(other, "news", "/auth/local", Map.of("prompt", "login"));
        visitor.browser().submit(form, ALICE);

        assertSignedOn(one, first, false);
        assertSignedOn(one, cookie(visitor), true);
    }

    private static boolean isForm(HttpResponse<String> page) {
        return page.body().contains("name=\"password\"");
    }

    private static String member(String json, String name) {
        var member = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        assertThat(member.find()).as(json).isTrue();
        return member.group(1);
    }
}
