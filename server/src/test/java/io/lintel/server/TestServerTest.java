package io.lintel.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The fixture does what those who use it count on.
final class TestServerTest {

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestServer.STANDARD + "oauth2: {skipApprovalScreen: true}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void issuerIsWhereItSays() {
        try (var browser = new TestBrowser()) {
            var answer = browser.get(server.at("/.well-known/openid-configuration"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"issuer\":\"" + server.issuer() + "\"");
        }
    }

    @Test
    void aliceLogsInWithHerPassword() {
        try (var browser = new TestBrowser()) {
            var form = browser.follow(browser.get(server.at("/auth/local?" + request())));
            var answer = browser.submit(form, Map.of("login", "alice@example.org", "password", "correct horse"));

            assertThat(TestBrowser.answer(answer)).containsEntry("state", "s").containsKey("code");
        }
    }

    @Test
    void authorComesBackFromTheMockByItself() {
        try (var browser = new TestBrowser()) {
            var answer = browser.follow(browser.get(server.at("/auth/mock?" + request())));

            assertThat(TestBrowser.answer(answer)).containsEntry("state", "s").containsKey("code");
        }
    }

    private static String request() {
        return TestBrowser.encode(Map.of(
                "client_id", "shop",
                "redirect_uri", "https://shop.example/callback",
                "response_type", "code",
                "scope", "openid",
                "state", "s"));
    }
}
