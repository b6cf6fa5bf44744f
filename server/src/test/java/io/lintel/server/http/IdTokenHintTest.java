package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A client that knows whom it wants says so with an ID token (OpenID Connect Core, section 3.1.2.1).
final class IdTokenHintTest {

    private static final Map<String, String> ALICE = Map.of("login", "alice@example.org", "password", "correct horse");

    private static TestServer server;
    private static String hint = "";

    private final TestBrowser browser = new TestBrowser();

    @BeforeAll
    static void start() {
        server = TestServer.start(TestServer.STANDARD.replace("staticPasswords:\n", """
                        staticPasswords:
                          - {email: bob@example.org, userID: b0b, username: bob, hash: "$2a$10$ZSiC5rQK6jxbr7xd9ZQLL.kuKTzpOkmTEohKJ.JCPtqTBy3RGq0Lm"}
                        """.indent(0))
                + "oauth2: {skipApprovalScreen: true}\n");
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var form = shop.begin("/auth/local", Map.of());
            var code = TestBrowser.answer(browser.submit(form, ALICE)).getOrDefault("code", "");
            hint = Shop.member(shop.token(shop.redemption(code)), "id_token");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void hintLeadsToTheConnectorAndTheHintedComesIn() {
        var form = shop().begin("/auth", Map.of("id_token_hint", hint));

        assertThat(form.uri().getPath()).endsWith("/auth/local/login");
        assertThat(form.body()).doesNotContain("id=\"back\"");
        assertThat(TestBrowser.answer(browser.submit(form, ALICE))).containsKey("code");
    }

    @Test
    void whoeverElseSignsInIsNotLetIn() {
        var form = shop().begin("/auth", Map.of("id_token_hint", hint));
        var answer = browser.submit(form, Map.of("login", "bob@example.org", "password", "correct horse"));

        assertTold(answer, "login_required");
        // The login is over: nothing is left of it to go on with.
        assertThat(browser.submit(form, ALICE).statusCode()).isEqualTo(403);
    }

    @Test
    void otherConnectorIsNoWayAround() {
        assertTold(shop().begin("/auth/mock", Map.of("id_token_hint", hint)), "login_required");
        assertTold(shop().begin("/auth", Map.of("id_token_hint", hint, "connector_id", "mock")), "login_required");
    }

    @Test
    void hintIsNoSession() {
        assertTold(shop().begin("/auth", Map.of("id_token_hint", hint, "prompt", "none")), "login_required");
    }

    @Test
    void hintThatIsNotValidIsAnInvalidRequest() {
        for (var invalid : new String[] {"x", hint + "x", hint.substring(1), "a".repeat(4_000)}) {
            assertTold(shop().begin("/auth", Map.of("id_token_hint", invalid)), "invalid_request");
        }
        var another = shop().begin(
                        "/auth",
                        Map.of(
                                "id_token_hint",
                                hint,
                                "client_id",
                                "app",
                                "redirect_uri",
                                "https://app.example/callback"));
        assertThat(TestBrowser.answer(another)).containsEntry("error", "invalid_request");
    }

    private Shop shop() {
        return new Shop(server, browser);
    }

    private static void assertTold(HttpResponse<String> answer, String error) {
        assertThat(TestBrowser.answer(answer)).containsEntry("error", error).doesNotContainKey("code");
        assertThat(answer.headers().firstValue("Location").orElse("")).startsWith(Shop.REDIRECT_URI + "?");
    }
}
