package io.lintel.server.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Nobody is refused for the formats they hope for (RFC 9110, section 12.5.1): every address has one, and dex gives it
/// to everybody.
final class AnyFormatTest {

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0} {1} as {2}")
    @CsvSource({
        "GET, /keys, application/jwk-set+json, 200",
        "GET, /keys, application/*, 200",
        "GET, /.well-known/openid-configuration, text/html, 200",
        "GET, /userinfo, application/jwt, 401",
        "GET, /auth, application/json, 400",
        "GET, /healthz, application/json, 200",
        "POST, /token, text/html, 401",
        "POST, /token/introspect, application/token-introspection+jwt, 401",
        "POST, /par, image/png, 401"
    })
    void answerDoesNotDependOnTheFormatsThatAreAccepted(String method, String path, String format, int status) {
        var answer = RawConnection.exchange(
                server.port(),
                method + " /idp" + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAccept: " + format + "\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n\r\n");

        assertThat(RawConnection.statuses(answer)).as(answer).containsExactly(status);
    }
}
