package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.StandardServer;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What clients are given and refused at the token and the userinfo endpoint.
@ExtendWith(StandardServer.class)
final class TokenEndpointTest {

    private static TestServer server;

    @BeforeAll
    static void start(TestServer standard) {
        server = standard;
    }

    @Test
    @Tag("SEC-B10")
    void answersAreNotKept() {
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var tokens = shop.token(shop.redemption(shop.code()));
            var refused = shop.token(shop.redemption("nonsense"));
            var info = shop.userInfo(Shop.member(tokens, "access_token"));

            assertThat(tokens.statusCode()).isEqualTo(200);
            for (var answer : new HttpResponse<?>[] {tokens, refused, info, shop.userInfo("nonsense")}) {
                assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            }
        }
    }

    @Test
    @Tag("SEC-B8")
    void everyWrongProofIsRefusedTheSameWay() {
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var form = shop.redemption("any");
            for (var authorization : new String[] {
                Shop.basic("shop", "wrong"),
                Shop.basic("shop", ""),
                Shop.basic("nobody", "shop-secret"),
                Shop.basic("app", "a-secret-it-does-not-have"),
                Shop.basic("%zz", "x"),
                "Basic !!!",
                "Basic",
                "Bearer x"
            }) {
                var answer = shop.token(form, authorization);
                assertThat(answer.statusCode()).as(authorization).isEqualTo(401);
                assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_client\"}");
                assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                        .startsWith("Basic ");
            }
            var twice = new LinkedHashMap<>(form);
            twice.put("client_secret", "shop-secret");
            assertThat(shop.token(twice).statusCode()).isEqualTo(401);
            assertThat(browser.post(server.at("/token"), form).statusCode()).isEqualTo(401);
        }
    }

    @Test
    @Tag("SEC-B8")
    void clientMayProveItselfInTheBody() {
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var form = shop.redemption(shop.code());
            form.put("client_id", "shop");
            form.put("client_secret", "shop-secret");

            assertThat(browser.post(server.at("/token"), form).statusCode()).isEqualTo(200);
        }
    }

    @Test
    @Tag("SEC-B1")
    void codeIsRedeemedOnceByItsClientWithItsRedirectUri() {
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var form = shop.redemption(shop.code());
            var elsewhere = new LinkedHashMap<>(form);
            elsewhere.put("redirect_uri", "https://shop.example/other");
            var withVerifier = new LinkedHashMap<>(form);
            withVerifier.put("code_verifier", "v".repeat(43));
            var otherClient = new LinkedHashMap<>(form);
            otherClient.put("client_id", "app");

            assertRefused(shop.token(elsewhere));
            assertRefused(shop.token(withVerifier));
            assertRefused(browser.post(server.at("/token"), otherClient));
            assertThat(shop.token(form).statusCode()).isEqualTo(200);
            assertRefused(shop.token(form));
        }
    }

    @Test
    @Tag("SEC-B2")
    void codeUsedASecondTimeRevokesWhatItGave() {
        var clock = new SettableClock();
        try (var past = TestServer.start(TestServer.STANDARD, clock);
                var browser = new TestBrowser()) {
            var shop = new Shop(past, browser);
            var form = shop.redemption(shop.code());
            var tokens = shop.token(form);
            var accessToken = Shop.member(tokens, "access_token");
            assertThat(shop.userInfo(accessToken).statusCode()).isEqualTo(200);
            assertThat(shop.introspect(accessToken).body()).contains("\"active\":true");

            clock.move(Duration.ofSeconds(3));
            assertRefused(shop.token(form));

            assertThat(shop.userInfo(accessToken).statusCode()).isEqualTo(401);
            assertThat(shop.introspect(accessToken).body()).isEqualTo("{\"active\":false}");
            assertRefused(shop.token(refresh(Shop.member(tokens, "refresh_token"))));
        }
    }

    @Test
    @Tag("SEC-C2")
    @Tag("SEC-C3")
    void supersededRefreshTokenGivesTheSameSuccessorAndLaterEndsTheFamily() {
        var clock = new SettableClock();
        try (var past = TestServer.start(TestServer.STANDARD, clock);
                var browser = new TestBrowser()) {
            var shop = new Shop(past, browser);
            var first = Shop.member(shop.token(shop.redemption(shop.code())), "refresh_token");
            var second = Shop.member(shop.token(refresh(first)), "refresh_token");

            assertThat(Shop.member(shop.token(refresh(first)), "refresh_token")).isEqualTo(second);
            clock.move(Duration.ofSeconds(4));
            assertRefused(shop.token(refresh(first)));
            assertRefused(shop.token(refresh(second)));
        }
    }

    @Test
    @Tag("SEC-A5")
    void repeatedParameterIsRefused() {
        try (var browser = new TestBrowser()) {
            var answer = browser.send(HttpRequest.newBuilder(server.at("/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Authorization", Shop.basic("shop", "shop-secret"))
                    .POST(BodyPublishers.ofString("grant_type=refresh_token&grant_type=authorization_code&code=x")));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("invalid_request");
        }
    }

    @Test
    @Tag("SEC-B11")
    void accessTokenInTheQueryIsRefused() {
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var token = Shop.member(shop.token(shop.redemption(shop.code())), "access_token");

            var answer = browser.get(server.at("/userinfo?access_token=" + token));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .contains("invalid_request");
            assertThat(browser.post(server.at("/userinfo"), Map.of("access_token", token))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    @Tag("SEC-B7")
    void idTokenIsNoAccessTokenInStrictMode() {
        try (var strict = TestServer.start(TestServer.STANDARD + "compatibility: strict");
                var browser = new TestBrowser()) {
            var shop = new Shop(strict, browser);
            var tokens = shop.token(shop.redemption(shop.code()));

            assertThat(shop.userInfo(Shop.member(tokens, "id_token")).statusCode())
                    .isEqualTo(401);
            assertThat(shop.userInfo(Shop.member(tokens, "access_token")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    @Tag("SEC-B7")
    void refreshTokenAndCodeAreNoAccessTokens() {
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var tokens = shop.token(shop.redemption(shop.code()));

            for (var other : new String[] {Shop.member(tokens, "refresh_token"), shop.code()}) {
                assertThat(shop.userInfo(other).statusCode()).isEqualTo(401);
            }
            assertRefused(shop.token(refresh(Shop.member(tokens, "access_token"))));
            assertRefused(shop.token(shop.redemption(Shop.member(tokens, "refresh_token"))));
        }
    }

    private static Map<String, String> refresh(String token) {
        return Map.of("grant_type", "refresh_token", "refresh_token", token);
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_grant\"}");
    }

    /// A clock that goes on when it is told to.
    private static final class SettableClock extends Clock {

        private Instant now = Instant.now();

        void move(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
