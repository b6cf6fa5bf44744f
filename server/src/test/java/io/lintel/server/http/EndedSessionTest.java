package io.lintel.server.http;

import static io.lintel.server.http.Visitor.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A session that has ended at one replica is dead at the other at once, whoever has ended it, and so is what hangs
/// on it.
@Tag("SEC-B4")
@Tag("REL-5")
final class EndedSessionTest {

    private static TestServer one;
    private static TestServer other;

    private final Visitor alice = new Visitor();
    private final Visitor elsewhere = new Visitor();

    @BeforeAll
    static void start(@TempDir Path directory) {
        var text = TestServer.STANDARD
                        .replace("\"@ISSUER@\"", "http://login.example/idp")
                        .replace(
                                "{type: memory}",
                                "{type: sqlite3, config: {file: \"" + directory.resolve("lintel.db") + "\"}}")
                        .replace("secret: shop-secret,", "secret: shop-secret, refreshTokenLifetime: session,")
                + "sessions: {enabled: true}\noauth2: {skipApprovalScreen: true}\n";
        one = TestServer.start(text);
        other = TestServer.start(text);
    }

    @AfterAll
    static void stop() {
        other.close();
        one.close();
    }

    @AfterEach
    void close() {
        elsewhere.close();
        alice.close();
    }

    @Test
    void signingOutElsewhereEndsItEverywhere() {
        var here = Outstanding.of(one, alice);
        var there = Outstanding.of(one, elsewhere);

        press(elsewhere, one, "#sessions .dex-entry:not(:has(.dex-mark)) form");

        here.assertDead(other);
        there.assertAlive(other);
    }

    @Test
    void loggingOutEndsItEverywhere() {
        var here = Outstanding.of(one, alice);
        var cookies = Map.copyOf(alice.browser().cookies());

        var asked = alice.browser().get(one.at("/logout"));
        assertThat(alice.browser().submit(asked, Map.of()).statusCode()).isEqualTo(200);
        alice.browser().cookies().putAll(cookies);

        here.assertDead(other);
        here.assertDead(one);
    }

    @Test
    void clientThatLogsItsUserOutEndsItEverywhere() {
        var here = Outstanding.of(one, alice);
        var cookies = Map.copyOf(alice.browser().cookies());
        var hint = Shop.member(here.tokens, "id_token");

        alice.browser().get(other.at("/logout?" + TestBrowser.encode(Map.of("id_token_hint", hint))));
        alice.browser().cookies().putAll(cookies);

        here.assertDead(one);
    }

    @Test
    void anotherUserOfTheBrowserEndsItEverywhere() {
        var here = Outstanding.of(one, alice);
        var cookies = Map.copyOf(alice.browser().cookies());

        var form = alice.visit(other, "shop", "/auth/door", Map.of("prompt", "login"));
        alice.browser().submit(form, Visitor.WALTER);
        alice.browser().cookies().putAll(cookies);

        here.assertDead(one);
        here.assertDead(other);
    }

    /// What was revoked before keeps nothing from ending.
    @Test
    void sessionEndsAlsoForWhomSomethingWasRevokedBefore() {
        var here = Outstanding.of(one, alice);
        press(alice, other, "#tokens form");
        elsewhere.logIn(one, "shop", "local", ALICE);

        press(elsewhere, one, "#sessions .dex-entry:not(:has(.dex-mark)) form");

        here.assertDead(other);
    }

    /// Presses the button of a form of the account page.
    private static void press(Visitor visitor, TestServer at, String selector) {
        var fields = new LinkedHashMap<String, String>();
        Jsoup.parse(visitor.browser().get(at.at("")).body())
                .expectFirst(selector)
                .select("input[type=hidden]")
                .forEach(field -> fields.put(field.attr("name"), field.attr("value")));
        assertThat(visitor.browser().post(at.at("/account/end"), fields).statusCode())
                .isEqualTo(303);
    }

    /// A session with tokens, and a code that nobody has redeemed.
    private record Outstanding(Visitor visitor, HttpResponse<String> tokens, HttpResponse<String> answer) {

        static Outstanding of(TestServer at, Visitor visitor) {
            var tokens = visitor.tokens(at, "shop", visitor.logIn(at, "shop", "local", ALICE));
            return new Outstanding(visitor, tokens, visitor.visit(at, "shop", "/auth", Map.of("prompt", "none")));
        }

        void assertDead(TestServer at) {
            assertThat(silently(at)).containsEntry("error", "login_required");
            assertThat(visitor.browser().get(at.at("")).body()).doesNotContain("id=\"identity\"");
            assertThat(visitor.refresh(at, "shop", tokens).body()).isEqualTo("{\"error\":\"invalid_grant\"}");
            assertThat(visitor.tokens(at, "shop", answer).body()).isEqualTo("{\"error\":\"invalid_grant\"}");
            assertThat(new Shop(at, visitor.browser())
                            .introspect(Shop.member(tokens, "access_token"))
                            .body())
                    .contains("\"active\":false");
        }

        void assertAlive(TestServer at) {
            assertThat(silently(at)).containsKey("code");
            assertThat(visitor.refresh(at, "shop", tokens).statusCode()).isEqualTo(200);
            assertThat(visitor.tokens(at, "shop", answer).statusCode()).isEqualTo(200);
        }

        private Map<String, String> silently(TestServer at) {
            // A copy of the cookie, which the browser is told to forget.
            var cookies = Map.copyOf(visitor.browser().cookies());
            var answer = TestBrowser.answer(visitor.visit(at, "shop", "/auth", Map.of("prompt", "none")));
            visitor.browser().cookies().putAll(cookies);
            return answer;
        }
    }
}
