package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Replicas that share a database, and a server that ends and starts again: what one began another goes on
/// with, for whom it belongs to and for nobody else; and what the operator has taken back by then is gone.
final class ReplicasTest {

    private static final Map<String, String> ALICE = Map.of("login", "alice@example.org", "password", "correct horse");

    private final Path database;

    ReplicasTest(@TempDir Path directory) {
        this.database = directory.resolve("lintel.db");
    }

    @Test
    @Tag("SEC-B4")
    @Tag("SEC-B3")
    void loginGoesOnAtAnyReplicaForItsBrowserAlone() {
        try (var one = start(standard());
                var other = start(standard());
                var alice = new TestBrowser();
                var mallory = new TestBrowser()) {
            var form = alice.follow(alice.get(new Shop(one, alice).authorize("/auth/local", Map.of())));
            assertThat(mallory.get(other.at(form.uri())).statusCode()).isEqualTo(403);

            var formThere = alice.get(other.at(form.uri()));
            var approval = TestBrowser.location(alice.submit(formThere, ALICE));
            assertThat(mallory.get(one.at(approval)).statusCode()).isEqualTo(403);

            var consent = alice.get(one.at(approval));
            var code = TestBrowser.answer(alice.submit(consent, Map.of("approval", "approve")))
                    .getOrDefault("code", "");
            assertThat(alice.get(other.at(approval)).statusCode())
                    .as("the login is finished")
                    .isEqualTo(403);

            var atOther = new Shop(other, alice);
            assertRefused(atOther.token(otherClient(code)));
            var tokens = atOther.token(atOther.redemption(code));
            var atOne = new Shop(one, alice);
            assertRefused(atOne.token(atOne.redemption(code)));
            assertThat(atOne.userInfo(Shop.member(tokens, "access_token")).statusCode())
                    .isEqualTo(200);
            assertThat(atOne.token(refresh(Shop.member(tokens, "refresh_token")))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    @Tag("SEC-B4")
    @Tag("SEC-C1")
    @Tag("REL-5")
    void everythingOutstandingOutlivesARestart() {
        try (var alice = new TestBrowser();
                var mallory = new TestBrowser()) {
            URI form;
            URI approval;
            String code;
            String refreshToken;
            String superseded;
            try (var before = start(standard())) {
                var shop = new Shop(before, alice);
                code = shop.code();
                superseded = Shop.member(shop.token(shop.redemption(shop.code())), "refresh_token");
                refreshToken = Shop.member(shop.token(refresh(superseded)), "refresh_token");
                approval = shop.aliceLogsIn(Map.of()).uri();
                form = shop.begin("/auth/local", Map.of()).uri();
            }
            try (var after = start(standard())) {
                var shop = new Shop(after, alice);
                assertThat(mallory.get(after.at(form)).statusCode()).isEqualTo(403);
                assertThat(mallory.get(after.at(approval)).statusCode()).isEqualTo(403);
                assertRefused(shop.token(otherClient(code)));

                assertThat(alice.get(after.at(form)).statusCode()).isEqualTo(200);
                assertThat(alice.get(after.at(approval)).statusCode()).isEqualTo(200);
                assertThat(shop.token(shop.redemption(code)).statusCode()).isEqualTo(200);
                assertThat(Shop.member(shop.token(refresh(superseded)), "refresh_token"))
                        .as("a retry gives the same successor")
                        .isEqualTo(refreshToken);
                assertThat(shop.token(refresh(refreshToken)).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    @Tag("SEC-B14")
    @Tag("SEC-B15")
    void whatTheOperatorTookBackIsGoneAtTheNextUse() {
        var taken = new LinkedHashMap<String, String>();
        taken.put("the client", standard().replace("{id: shop, name: Shop", "{id: shop2, name: Shop"));
        taken.put("the connector", standard().replaceAll("(?s)enablePasswordDB.*?readers]\n", ""));
        taken.put(
                "the client's right to the connector",
                standard()
                        .replace(
                                "name: Shop, secret: shop-secret",
                                "name: Shop, secret: shop-secret, allowedConnectors: [door]"));
        taken.put(
                "the redirect URI",
                standard().replace("https://shop.example/callback\"", "https://shop.example/moved\""));
        taken.put("the account", standard().replace("userID: a11ce", "userID: another"));
        taken.forEach(this::assertGone);
    }

    /// Begins four things, takes something back, and goes on with each.
    private void assertGone(String what, String afterwards) {
        try (var alice = new TestBrowser()) {
            URI form;
            URI approval;
            String code;
            HttpResponse<String> tokens;
            try (var before = start(standard())) {
                var shop = new Shop(before, alice);
                code = shop.code();
                tokens = shop.token(shop.redemption(shop.code()));
                approval = shop.aliceLogsIn(Map.of()).uri();
                form = shop.begin("/auth/local", Map.of()).uri();
            }
            try (var after = start(afterwards)) {
                var shop = new Shop(after, alice);
                var used = new ArrayList<String>();
                if (what.equals("the account")) {
                    // Who was logged in a moment ago was so by right; the next time the account is asked for it is
                    // gone.
                    assertThat(shop.token(refresh(Shop.member(tokens, "refresh_token")))
                                    .statusCode())
                            .as(what)
                            .isEqualTo(400);
                    return;
                }
                note(used, "form", isCode(logIn(alice, after.at(form))));
                note(used, "consent", isCode(consent(alice, after.at(approval))));
                if (!what.equals("the redirect URI")) {
                    note(used, "code", shop.token(shop.redemption(code)).statusCode() == 200);
                    note(
                            used,
                            "refresh",
                            shop.token(refresh(Shop.member(tokens, "refresh_token")))
                                            .statusCode()
                                    == 200);
                }
                if (!what.startsWith("the client's") && !what.equals("the redirect URI")) {
                    note(
                            used,
                            "userinfo",
                            shop.userInfo(Shop.member(tokens, "access_token")).statusCode() == 200);
                }
                assertThat(used).as(what).isEmpty();
            }
        }
    }

    private static void note(List<String> used, String door, boolean isOpen) {
        if (isOpen) {
            used.add(door);
        }
    }

    private static HttpResponse<String> logIn(TestBrowser browser, URI form) {
        var page = browser.get(form);
        if (!page.body().contains("<form")) {
            return page;
        }
        var next = browser.submit(page, ALICE);
        return next.headers().firstValue("Location").orElse("").contains("/approval")
                ? consent(browser, TestBrowser.location(next))
                : next;
    }

    private static HttpResponse<String> consent(TestBrowser browser, URI approval) {
        var page = browser.get(approval);
        return page.body().contains("<form") ? browser.submit(page, Map.of("approval", "approve")) : page;
    }

    private static boolean isCode(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("").contains("code=");
    }

    /// The issuer is the same for all: it is in every token, and replicas are one provider.
    private String standard() {
        return TestServer.STANDARD
                .replace("\"@ISSUER@\"", "http://login.example/idp")
                .replace("{type: memory}", "{type: sqlite3, config: {file: \"" + database + "\"}}");
    }

    private static TestServer start(String text) {
        return TestServer.start(text + "expiry: {refreshTokens: {reuseInterval: 60s}}\n");
    }

    private static Map<String, String> otherClient(String code) {
        return Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", "https://app.example/callback");
    }

    private static Map<String, String> refresh(String token) {
        return Map.of("grant_type", "refresh_token", "refresh_token", token);
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_grant\"}");
    }
}
