package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.StandardServer;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The introspection and the revocation endpoint, over HTTP.
@ExtendWith(StandardServer.class)
final class IntrospectionTest {

    private static TestServer server;

    @BeforeAll
    static void start(TestServer standard) {
        server = standard;
    }

    @Test
    @Tag("SEC-B10")
    void tokenIsDescribedUntilItIsRevoked() {
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var tokens = shop.token(shop.redemption(shop.code()));
            var accessToken = Shop.member(tokens, "access_token");
            var refreshToken = Shop.member(tokens, "refresh_token");

            var described = ask(browser, "/token/introspect", Map.of("token", accessToken), SHOP);
            assertThat(described.statusCode()).isEqualTo(200);
            assertThat(described.body()).contains("\"active\":true").contains("\"client_id\":\"shop\"");
            assertThat(described.headers().firstValue("Cache-Control")).hasValue("no-store");

            var revoked = ask(browser, "/token/revoke", Map.of("token", refreshToken, "token_type_hint", "x"), SHOP);
            assertThat(revoked.statusCode()).isEqualTo(200);
            assertThat(revoked.body()).isEmpty();
            assertThat(revoked.headers().firstValue("Cache-Control")).hasValue("no-store");

            for (var token : new String[] {accessToken, refreshToken}) {
                assertThat(ask(browser, "/token/introspect", Map.of("token", token), SHOP)
                                .body())
                        .isEqualTo("{\"active\":false}");
            }
            assertThat(shop.userInfo(accessToken).statusCode()).isEqualTo(401);
        }
    }

    @Test
    @Tag("SEC-B12")
    void whoeverDoesNotProveToBeAClientIsToldNothing() {
        try (var browser = new TestBrowser()) {
            var form = Map.of("token", "any");
            for (var proof : new String[] {Shop.basic("shop", "wrong"), Shop.basic("nobody", "x"), "Bearer any"}) {
                var answer = ask(browser, "/token/introspect", form, proof);
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_client\"}");
                assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                        .startsWith("Basic ");
            }
            assertThat(browser.post(server.at("/token/introspect"), form).statusCode())
                    .isEqualTo(401);
            assertThat(browser.post(server.at("/token/introspect"), Map.of("token", "any", "client_id", "app"))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(browser.post(server.at("/token/revoke"), form).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    @Tag("SEC-B12")
    void anybodyMayAskWithTheCompatibilityOfDex() {
        try (var open = TestServer.start(TestServer.STANDARD + "compatibility: dex\n");
                var browser = new TestBrowser()) {
            var shop = new Shop(open, browser);
            var token = Shop.member(shop.token(shop.redemption(shop.code())), "access_token");

            assertThat(browser.post(open.at("/token/introspect"), Map.of("token", token))
                            .body())
                    .contains("\"active\":true");
            assertThat(browser.post(open.at("/token/revoke"), Map.of("token", token))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void publicClientRevokesItsOwnTokensByItsName() {
        try (var browser = new TestBrowser()) {
            var answer = browser.post(server.at("/token/revoke"), Map.of("token", "any", "client_id", "app"));

            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    @Tag("SEC-A5")
    void missingAndRepeatedTokensAreRefused() {
        try (var browser = new TestBrowser()) {
            for (var path : new String[] {"/token/introspect", "/token/revoke"}) {
                for (var body : new String[] {"", "token=", "token=a&token=b", "other=x"}) {
                    var answer = browser.send(HttpRequest.newBuilder(server.at(path))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("Authorization", SHOP)
                            .POST(BodyPublishers.ofString(body)));
                    assertThat(answer.statusCode()).as(path + " " + body).isEqualTo(400);
                    assertThat(answer.body()).contains("\"error\":\"invalid_request\"");
                }
            }
        }
    }

    private static final String SHOP = Shop.basic("shop", "shop-secret");

    private static HttpResponse<String> ask(
            TestBrowser browser, String path, Map<String, String> form, String authorization) {
        return browser.send(HttpRequest.newBuilder(server.at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString(TestBrowser.encode(form))));
    }
}
