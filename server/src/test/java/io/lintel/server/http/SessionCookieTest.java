package io.lintel.server.http;

import static io.lintel.server.http.SharedSignOn.COOKIE;
import static io.lintel.server.http.SharedSignOn.assertSignedOn;
import static io.lintel.server.http.SharedSignOn.cookie;
import static io.lintel.server.http.SharedSignOn.isCode;
import static io.lintel.server.http.SharedSignOn.setCookie;
import static io.lintel.server.http.SharedSignOn.with;
import static io.lintel.server.http.Visitor.ALICE;
import static io.lintel.server.http.Visitor.WALTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.oauth2.StringFields;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the cookie of a session opens, and for whom.
final class SessionCookieTest {

    private final SharedSignOn signOn = new SharedSignOn();
    private final Visitor visitor = signOn.visitor;

    @AfterEach
    void close() throws Exception {
        signOn.close();
    }

    @Test
    @Tag("SEC-D4")
    void cookieOfBeforeTheLoginIsNeverTakenOver() {
        var server = signOn.start(with(""));
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
        var server = signOn.start(with(""));
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
        var server = signOn.start(with(""));
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
        var server = signOn.start(with(""));
        visitor.logIn(server, "news", "local", ALICE);
        var alices = cookie(visitor);
        var another = signOn.another();
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
        var server = signOn.start(with(""));
        visitor.browser().cookies().put(COOKIE, junk);

        var answer = visitor.browser().get(Visitor.authorize(server, "news", "/auth", Map.of("prompt", "none")));

        assertThat(TestBrowser.answer(answer)).containsEntry("error", "login_required");
        assertThat(visitor.browser().cookies()).doesNotContainKey(COOKIE);
    }

    @Test
    @Tag("SEC-D5")
    void cookieIsKeptFromScriptsAndOtherSites() {
        var server = signOn.start(with(""));

        assertThat(setCookie(visitor.logIn(server, "news", "local", remembering())))
                .startsWith(COOKIE + "=")
                .contains("; Path=/idp; HttpOnly; SameSite=Lax", "; Max-Age=86400")
                .doesNotContain("Domain", "Secure");
        var another = signOn.another();
        assertThat(setCookie(another.logIn(server, "news", "local", ALICE))).doesNotContain("Max-Age");
    }

    @Test
    @Tag("SEC-D5")
    void cookieIsSecureAndBoundToTheHostWhereTheIssuerIs() {
        var secure = with("").replace("issuer: \"@ISSUER@\"", "issuer: \"https://login.example\"");

        assertThat(setCookieAtRoot(signOn.start(secure)))
                .startsWith("__Host-dex_session=")
                .contains("; Path=/; ", "; Secure");
        assertThat(setCookieAtRoot(signOn.start(secure + "compatibility: dex\n")))
                .startsWith("dex_session=");
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
        var server = signOn.start(with(", cookieName: s, cookieEncryptionKey: 0123456789abcdef0123456789abcdef"));
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
        var checked = signOn.start(with(""));
        var unchecked = signOn.start(with(", rememberMeCheckedByDefault: false"));

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
        var remembering = signOn.start(with(""));
        var forgetting = signOn.start(with(", rememberMeCheckedByDefault: false"));

        assertThat(setCookie(visitor.visit(remembering, "news", "/auth/mock", Map.of())))
                .contains("Max-Age");
        assertThat(setCookie(visitor.visit(forgetting, "news", "/auth/mock", Map.of("prompt", "login"))))
                .doesNotContain("Max-Age");
    }

    private static Map<String, String> remembering() {
        return Map.of("login", "alice@example.org", "password", "correct horse", "remember_me", "on");
    }

    private static String box(HttpResponse<String> page) {
        var box = Pattern.compile("<input id=\"remember-me\"[^>]*>").matcher(page.body());
        assertThat(box.find()).as(page.body()).isTrue();
        return box.group();
    }
}
