package io.lintel.server.http;

import static io.lintel.server.http.Television.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.device.DeviceRequests;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What comes to the addresses of devices (RFC 8628) and is neither a device nor one of its users.
final class DeviceDoorsTest {

    private static TestServer server;
    private LivingRoom room;

    @BeforeAll
    static void start() {
        server = LivingRoom.serve();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        room = new LivingRoom(server);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "client_id=nobody | invalid_client",
                "client_id=shop | invalid_client",
                "scope=email | invalid_scope",
                "scope=openid made:up | invalid_scope",
                "scope=openid audience:server:client_id:shop | invalid_scope",
                "scope=openid ü\u0000 | invalid_scope",
                "code_challenge=short | invalid_request",
                "code_challenge_method=S256 | invalid_request",
                "client_secret=made up | invalid_client"
            })
    @Tag("SEC-E1")
    @Tag("REL-18")
    void refusedRequestLeavesNothing(String parameter, String error) {
        assertThat(stored()).isNotNegative();
        var equals = parameter.indexOf('=');
        var answer = room.tv.ask(Map.of(parameter.substring(0, equals), parameter.substring(equals + 1)));

        assertThat(answer.statusCode()).isIn(400, 401);
        assertThat(Shop.member(answer, "error")).isEqualTo(error);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(stored()).isZero();
    }

    /// Takes out what the store holds, and says how much it was.
    private static int stored() {
        return server.context()
                .getBean(DeviceRequests.class)
                .sweep(Instant.now().plusSeconds(3_600), 100_000);
    }

    @Test
    void repeatedParameterIsRefused() {
        var answer = room.cookieless.send(HttpRequest.newBuilder(server.at("/device/code"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("client_id=tv&scope=openid&scope=email")));

        assertThat(Shop.member(answer, "error")).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/device?user_code=%3Cscript%3E",
                "/device?user_code=%00%ff",
                "/device?user_code=A&user_code=B",
                "/device?invalid=true",
                "/device/login",
                "/device/login?device=",
                "/device/login?device=made-up",
                "/device/login?device=a&device=b",
                "/device/login/local",
                "/device/login/local?device=made-up",
                "/device/login/%2e%2e?device=made-up",
                "/device/callback",
                "/device/callback?code=a&state=WDJB-MJHT",
                "/device/callback?error=access_denied",
                "/device/auth/verify_code",
                "/device/code",
                "/device/nothing"
            })
    void addressThatMakesNoSenseIsAPage(String address) {
        var answer = room.alice.get(server.at(address));

        assertThat(answer.statusCode()).isBetween(200, 499);
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(answer.body()).doesNotContain("<script>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "WDJB", "WDJB-MJHT", "<script>", "ÄÖÜß-ÄÖÜß", "AEIO-UAEI", "1234-5678"})
    void codeThatNoDeviceHasIsAskedForAgain(String typed) {
        var answer = room.tv.type(room.alice, typed);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Jsoup.parse(answer.body()).select("#device-error")).hasSize(1);
        assertThat(room.alice
                        .post(server.at("/device/auth/verify_code"), Map.of())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    @Tag("SEC-D2")
    void formThatAnotherSiteSendsIsRefused() {
        var asked = room.tv.ask();
        for (var field : Map.of("Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example")
                .entrySet()) {
            var answer = room.alice.send(HttpRequest.newBuilder(server.at("/device/auth/verify_code"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header(field.getKey(), field.getValue())
                    .POST(BodyPublishers.ofString("user_code=" + Shop.member(asked, "user_code"))));

            assertThat(answer.statusCode()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/device", "/device/auth/verify_code", "/device/login", "/device/callback", "/device/code"})
    @Tag("SEC-D10")
    void pagesOfDevicesNeverAnswerOtherOrigins(String address) {
        for (var method : new String[] {"GET", "OPTIONS"}) {
            var answer = room.alice.send(HttpRequest.newBuilder(server.at(address))
                    .header("Origin", "https://app.example")
                    .header("Access-Control-Request-Method", "POST")
                    .method(method, BodyPublishers.noBody()));

            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
            assertThat(answer.statusCode()).isLessThan(500);
        }
    }

    @Test
    @Tag("SEC-A1")
    @Tag("SEC-E6")
    void callbackOfDexIsNobodysRedirectUri() {
        for (var uri : new String[] {"/device/callback", "/idp/device/callback"}) {
            var answer = room.alice.get(server.at("/auth/mock?"
                    + TestBrowser.encode(Map.of(
                            "client_id", "tv", "redirect_uri", uri, "response_type", "code", "scope", "openid"))));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
        }
    }
}
