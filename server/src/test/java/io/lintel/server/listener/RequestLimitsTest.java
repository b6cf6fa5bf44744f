package io.lintel.server.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.StandardServer;
import io.lintel.server.TestServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// How large a request may be and of what kind; and that the refusal looks like everything else.
@ExtendWith(StandardServer.class)
final class RequestLimitsTest {

    private static TestServer server;

    @BeforeAll
    static void start(TestServer standard) {
        server = standard;
    }

    static Stream<Arguments> limits() {
        return Stream.of(
                Arguments.of("a line within the limit", 200, get("/idp/keys?" + "a".repeat(8_000), "")),
                Arguments.of("a longer line", 414, get("/idp/keys?" + "a".repeat(8_192), "")),
                Arguments.of("an endless line", 414, "GET /" + "a".repeat(20_000)),
                Arguments.of("headers within the limit", 200, get("/idp/keys", "X: " + "a".repeat(16_000) + "\r\n")),
                Arguments.of("longer headers", 431, get("/idp/keys", "X: " + "a".repeat(16_384) + "\r\n")),
                Arguments.of("an endless header", 431, "GET / HTTP/1.1\r\nX: " + "a".repeat(30_000)),
                Arguments.of("100 fields", 200, get("/idp/keys", fields(98))),
                Arguments.of("101 fields", 431, get("/idp/keys", fields(99))),
                Arguments.of(
                        "cookies within the limit", 200, get("/idp/keys", "Cookie: a=" + "b".repeat(8_190) + "\r\n")),
                Arguments.of("more cookies", 431, get("/idp/keys", "Cookie: a=" + "b".repeat(8_191) + "\r\n")),
                Arguments.of(
                        "more cookies in two fields",
                        431,
                        get("/idp/keys", ("Cookie: a=" + "b".repeat(4_100) + "\r\n").repeat(2))),
                Arguments.of("a form within the limit", 401, form("/idp/token", 262_144)),
                Arguments.of("a larger form", 413, form("/idp/token", 262_145)),
                Arguments.of("a larger form in chunks", 413, chunkedForm("/idp/token", 262_145)),
                Arguments.of("a form in chunks within the limit", 401, chunkedForm("/idp/token", 262_000)),
                Arguments.of("a form for a callback", 200, form("/idp/callback", 1_048_576)),
                Arguments.of("a larger form for a callback", 413, form("/idp/callback", 1_048_577)),
                Arguments.of(
                        "a body that is no form",
                        413,
                        "POST /idp/token HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n"),
                Arguments.of("a body of any size that never comes", 413, announced("/idp/token", "9000000000")),
                Arguments.of("a compressed body", 415, encoded("gzip")),
                Arguments.of("a body compressed twice", 415, encoded("identity, br")),
                Arguments.of("a body that is not compressed", 401, encoded("identity")),
                Arguments.of("an address with a control character", 400, get("/idp/keys?\u0001", "")),
                Arguments.of("an address beyond ASCII", 400, get("/idp/keys?\u00e4", "")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("limits")
    @Tag("SEC-L1")
    void isTakenOrRefusedAtOnce(String what, int status, String request) {
        var answer = RawConnection.exchange(server.port(), request);

        assertThat(RawConnection.statuses(answer)).as(answer).containsExactly(status);
        assertThat(answer).doesNotContain("[reset]");
    }

    @Test
    @Tag("SEC-L1")
    void moreThan200FieldsAreRefused() {
        var fields = "a=b&".repeat(201);
        var answer = RawConnection.exchange(
                server.port(),
                "POST /idp/token HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: "
                        + "application/x-www-form-urlencoded\r\nContent-Length: " + fields.length() + "\r\n\r\n"
                        + fields);

        assertThat(RawConnection.statuses(answer)).containsExactly(400);
    }

    static Stream<Arguments> methods() {
        return Stream.of(
                Arguments.of(405, "TRACE /idp/keys HTTP/1.1\r\nHost: a\r\n\r\n"),
                Arguments.of(405, "TRACE /nothing HTTP/1.1\r\nHost: a\r\n\r\n"),
                Arguments.of(405, "CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n"),
                Arguments.of(405, closing("DELETE /idp/keys")),
                Arguments.of(405, closing("GET /idp/token")),
                Arguments.of(405, closing("PUT /idp/token")),
                Arguments.of(405, closing("POST /idp/keys")),
                Arguments.of(405, closing("FOO /idp/token")),
                Arguments.of(404, closing("FOO /nothing")),
                Arguments.of(404, closing("GET /nothing")),
                Arguments.of(404, closing("GET /")),
                Arguments.of(415, posted("text/plain")),
                Arguments.of(415, posted("application/json")),
                Arguments.of(415, posted("multipart/form-data; boundary=x")),
                Arguments.of(401, posted("application/x-www-form-urlencoded; charset=UTF-8")));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("methods")
    @Tag("SEC-L8")
    void methodOrMediaTypeIsRefused(int status, String request) {
        var answer = RawConnection.exchange(server.port(), request);

        assertThat(RawConnection.statuses(answer)).as(answer).containsExactly(status);
        if (status == 405) {
            assertThat(answer).containsIgnoringCase("\r\nAllow: ");
        }
    }

    static Stream<String> errors() {
        return Stream.of(
                closing("GET /nothing"),
                closing("POST /idp/theme/logo.svg"),
                "TRACE /idp/keys HTTP/1.1\r\nHost: a\r\n\r\n",
                get("/idp/" + "a".repeat(8_192), ""),
                get("/idp/", fields(200)),
                form("/idp/approval", 300_000),
                "GET / HTTP/1.1\r\n\r\n",
                "no HTTP at all\r\n\r\n",
                form("/idp/approval", 3),
                encoded("gzip"),
                closing("GET /idp/auth?client_id=nobody"),
                closing("GET /idp/auth?client_id=%ff"),
                closing("GET /idp/%ff"),
                closing("GET /idp/static/%00"),
                closing("GET /idp/static/../../../etc/passwd"),
                closing("GET //evil.example/"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    @Tag("SEC-D6")
    @Tag("SEC-L7")
    void everyErrorHasOurFaceAndOurHeaders(String request) {
        var answer = RawConnection.exchange(server.port(), request);

        assertThat(RawConnection.statuses(answer)).as(answer).hasSize(1).allMatch(status -> status < 500);
        assertThat(answer)
                .containsIgnoringCase("\r\nDate: ")
                .containsIgnoringCase("\r\nContent-Security-Policy: default-src 'none'")
                .containsIgnoringCase("\r\nX-Frame-Options: DENY")
                .containsIgnoringCase("\r\nX-Content-Type-Options: nosniff")
                .containsIgnoringCase("\r\nReferrer-Policy: no-referrer")
                .containsIgnoringCase("\r\nCache-Control: no-store")
                .doesNotContainIgnoringCase("\r\nServer:")
                .doesNotContainIgnoringCase("micronaut")
                .doesNotContainIgnoringCase("netty")
                .doesNotContain("Exception")
                .doesNotContain("io.lintel");
        if (answer.contains("text/html")) {
            assertThat(answer).contains("id=\"reference\"");
        } else {
            assertThat(answer).contains("{\"error\":\"invalid_request\"").contains("application/json");
        }
    }

    private static String get(String uri, String fields) {
        return "GET " + uri + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + fields + "\r\n";
    }

    private static String closing(String line) {
        return line + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    }

    /// Beside the two that [#get] has.
    private static String fields(int count) {
        return "X: y\r\n".repeat(count);
    }

    private static String form(String path, int size) {
        return announced(path, String.valueOf(size)) + "a".repeat(size);
    }

    private static String announced(String path, String size) {
        return "POST " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + size + "\r\n\r\n";
    }

    private static String chunkedForm(String path, int size) {
        var chunks = new StringBuilder();
        for (var left = size; left > 0; left -= 10_000) {
            var chunk = Math.min(left, 10_000);
            chunks.append(Integer.toHexString(chunk))
                    .append("\r\n")
                    .append("a".repeat(chunk))
                    .append("\r\n");
        }
        return "POST " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks
                + "0\r\n\r\n";
    }

    private static String encoded(String coding) {
        return "POST /idp/token HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Encoding: " + coding
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=b";
    }

    private static String posted(String type) {
        return "POST /idp/token HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: " + type
                + "\r\nContent-Length: 3\r\n\r\na=b";
    }
}
