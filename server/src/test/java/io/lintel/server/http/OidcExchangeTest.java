package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Applications show tokens of another OpenID provider, which is a second server of ours, and get ours.
final class OidcExchangeTest {

    private static final String TYPE = "urn:ietf:params:oauth:token-type:";

    private final TestBrowser browser = new TestBrowser();
    private final UpstreamLintel upstream = new UpstreamLintel();
    private TestServer server;
    private Shop shop;

    @BeforeEach
    void start() {
        start("default");
    }

    private void start(String compatibility) {
        server = TestServer.start(upstream.downstream("") + "compatibility: " + compatibility + "\n");
        upstream.start(server);
        shop = new Shop(server, browser);
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
        upstream.close();
    }

    /// What the upstream gave to our own client there.
    private HttpResponse<String> ours() {
        return upstream.tokens(
                "lintel", UpstreamLintel.SECRET, server.at("/callback").toString());
    }

    /// What it gave to an application that is not ours.
    private HttpResponse<String> others() {
        return upstream.tokens("shop", "shop-secret", "https://shop.example/callback");
    }

    private HttpResponse<String> exchange(String type, String token, String... other) {
        var form = new HashMap<>(Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                "connector_id", "up",
                "subject_token", token,
                "subject_token_type", TYPE + type,
                "scope", "openid email groups"));
        for (var i = 0; i < other.length; i += 2) {
            form.put(other[i], other[i + 1]);
        }
        return shop.token(form);
    }

    private static void assertRefused(HttpResponse<String> answer, String error) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"error\":\"" + error + "\"").doesNotContain("access_token");
    }

    @Test
    @Tag("SEC-F1")
    @Tag("SEC-F3")
    void tokenOfOurOwnClientIsOneOfOursForItsLife() {
        var tokens = ours();

        for (var type : List.of("id_token", "access_token")) {
            var answer = exchange(type, Shop.member(tokens, type));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("refresh_token");
            assertThat(expiresIn(answer))
                    .as("the token that was shown ends in two minutes")
                    .isBetween(1, 120);
            assertThat(shop.userInfo(Shop.member(answer, "access_token")).body())
                    .contains("alice@example.org", "readers");
        }
    }

    private static int expiresIn(HttpResponse<String> answer) {
        return Integer.parseInt(answer.body().replaceFirst("(?s).*\"expires_in\":(\\d+).*", "$1"));
    }

    @Test
    @Tag("SEC-F1")
    @Tag("SEC-F2")
    void tokenOfAnotherClientIsNobodys() {
        var tokens = others();

        assertRefused(exchange("id_token", Shop.member(tokens, "id_token")), "invalid_request");
        assertRefused(exchange("access_token", Shop.member(tokens, "access_token")), "invalid_request");
    }

    @Test
    @Tag("SEC-F3")
    void exchangeGainsNothing() {
        var token = Shop.member(ours(), "id_token");
        var given = Shop.member(exchange("id_token", token), "access_token");

        assertRefused(exchange("id_token", token, "scope", "openid made_up"), "invalid_scope");
        assertRefused(exchange("id_token", token, "audience", "app"), "invalid_target");
        assertRefused(exchange("access_token", given), "invalid_request");
        assertRefused(exchange("id_token", given), "invalid_request");
        var again = exchange("id_token", token, "requested_token_type", TYPE + "id_token");
        assertRefused(exchange("id_token", Shop.member(again, "access_token")), "invalid_request");
    }

    @Test
    @Tag("SEC-F1")
    @Tag("SEC-F2")
    void dexTakesIdTokensOfAnyClient() {
        server.close();
        upstream.stop();
        start("dex");
        var tokens = others();

        assertThat(exchange("id_token", Shop.member(tokens, "id_token")).statusCode())
                .isEqualTo(200);
        assertRefused(exchange("access_token", Shop.member(tokens, "access_token")), "invalid_request");
    }
}
