package io.lintel.server.http;

import static io.lintel.server.http.Registering.BODY;
import static io.lintel.server.http.Registering.INITIAL;
import static io.lintel.server.http.Registering.SETTINGS;
import static io.lintel.server.http.Registering.ask;
import static io.lintel.server.http.Registering.isKnown;
import static io.lintel.server.http.Registering.registered;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a client that registered itself may do, and for how long.
final class SelfRegisteredClientTest {

    private static TestServer server;
    private static Registering registering;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestServer.STANDARD + SETTINGS);
        registering = new Registering(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Tag("SEC-B14")
    void endOfARegistrationIsTheEndOfAllItsTokens() throws Exception {
        var client = registered(registering.register(BODY, INITIAL));
        var tokens = registering.redeem(
                client,
                new RSAKeyGenerator(2048).generate(),
                registering.code(client.getID().getValue()));
        var accessToken = String.valueOf(tokens.getBodyAsJSONObject().get("access_token"));
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            assertThat(shop.userInfo(accessToken).statusCode()).isEqualTo(200);

            ask(
                    "DELETE",
                    client.getRegistrationURI(),
                    client.getRegistrationAccessToken().getValue(),
                    null);

            assertThat(shop.userInfo(accessToken).statusCode()).isEqualTo(401);
        }
        assertThat(registering
                        .redeem(client, new RSAKeyGenerator(2048).generate(), "any")
                        .getStatusCode())
                .isEqualTo(401);
    }

    @Test
    @Tag("SEC-D7")
    void endUserIsToldThatTheClientRegisteredItself() throws Exception {
        var client = registered(registering.register(
                "{\"redirect_uris\":[\"https://shop.example/callback\"],\"client_name\":\"<b>Shop</b>\","
                        + "\"logo_uri\":\"https://shop.example/logo.png\"}",
                INITIAL));
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);

            var page = shop.aliceLogsIn(Map.of("client_id", client.getID().getValue()))
                    .body();
            assertThat(page)
                    .contains("consent-self-registered")
                    .contains("&lt;b&gt;Shop")
                    .doesNotContain("logo.png");
        }
        try (var browser = new TestBrowser()) {
            assertThat(new Shop(server, browser).aliceLogsIn(Map.of()).body())
                    .doesNotContain("consent-self-registered");
        }
    }

    @Test
    void endUserIsAskedAlsoWhereOthersAreNot() throws Exception {
        try (var skipping = TestServer.start(TestServer.STANDARD + SETTINGS
                        + "oauth2: {skipApprovalScreen: true, responseTypes: [code, id_token]}\n");
                var browser = new TestBrowser()) {
            var id = Shop.member(ask("POST", skipping.at("/register"), INITIAL, BODY), "client_id");

            assertThat(new Shop(skipping, browser)
                            .aliceLogsIn(Map.of("client_id", id))
                            .body())
                    .contains("consent-self-registered");
            var implicit = browser.get(new Shop(skipping, browser)
                    .authorize("/auth/local", Map.of("client_id", id, "response_type", "id_token")));
            assertThat(implicit.headers().firstValue("Location").orElse("")).contains("error=unauthorized_client");
        }
    }

    @Test
    void scopeAndGrantThatWereNotRegisteredAreRefused() throws Exception {
        var client = registered(registering.register(
                "{\"redirect_uris\":[\"https://shop.example/callback\"],\"scope\":\"openid email\"}", INITIAL));
        try (var browser = new TestBrowser()) {
            var answer = browser.get(new Shop(server, browser)
                    .authorize("/auth/local", Map.of("client_id", client.getID().getValue())));
            assertThat(TestBrowser.answer(answer)).containsEntry("error", "invalid_scope");

            var refreshed = new Shop(server, browser)
                    .token(
                            Map.of("grant_type", "refresh_token", "refresh_token", "x"),
                            Shop.basic(
                                    client.getID().getValue(),
                                    client.getSecret().getValue()));
            assertThat(refreshed.body()).contains("unauthorized_client");
        }
    }

    @Test
    @Tag("REL-10")
    void clientIsKnownOnAllReplicasAndAfterARestart(@TempDir Path directory) throws Exception {
        var text = TestServer.STANDARD.replace(
                        "{type: memory}", "{type: sqlite3, config: {file: " + directory.resolve("lintel.db") + "}}")
                + SETTINGS;
        String id;
        try (var one = TestServer.start(text)) {
            var created = ask("POST", one.at("/register"), INITIAL, BODY);
            assertThat(created.statusCode()).isEqualTo(201);
            id = Shop.member(created, "client_id");
            assertThat(isKnown(one, id)).isTrue();
        }
        try (var again = TestServer.start(text)) {
            assertThat(isKnown(again, id)).isTrue();
        }
        try (var off = TestServer.start(text.replace("enabled: true", "enabled: false"))) {
            assertThat(isKnown(off, id)).isFalse();
        }
    }
}
