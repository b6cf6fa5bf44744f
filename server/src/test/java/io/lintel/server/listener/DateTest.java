package io.lintel.server.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestServer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every response says when it was made, once (RFC 9110, section 6.6.1), whoever in the server made it.
final class DateTest {

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                TestServer.STANDARD.replace("web: {", "web: {allowedOrigins: [\"https://spa.example\"], "));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of(200, get("/idp/keys")),
                Arguments.of(200, get("/idp/.well-known/openid-configuration")),
                Arguments.of(200, get("/idp/")),
                Arguments.of(200, get("/idp/healthz")),
                Arguments.of(200, get("/idp/robots.txt")),
                Arguments.of(200, get("/idp/static/lintel.css")),
                Arguments.of(404, get("/idp/static/none.css")),
                Arguments.of(200, "HEAD /idp/keys HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
                Arguments.of(303, get("/idp/auth?client_id=shop&redirect_uri=https://shop.example/callback")),
                Arguments.of(400, get("/idp/auth")),
                Arguments.of(400, get("/idp/callback")),
                Arguments.of(401, post("/idp/token", "grant_type=none")),
                Arguments.of(401, get("/idp/userinfo")),
                Arguments.of(404, get("/elsewhere")),
                Arguments.of(405, get("/idp/token")),
                Arguments.of(405, "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n"),
                Arguments.of(413, "POST /idp/token HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000\r\n\r\n"),
                Arguments.of(414, "GET /" + "a".repeat(20_000)),
                Arguments.of(400, "GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n"),
                Arguments.of(400, "what is this\r\n\r\n"),
                Arguments.of(
                        415,
                        "POST /idp/token HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n"
                                + "Connection: close\r\n\r\na"),
                Arguments.of(
                        415,
                        post("/idp/token", "--x--")
                                .replace("application/x-www-form-urlencoded", "multipart/form-data; boundary=x")),
                Arguments.of(200, preflight("GET")),
                Arguments.of(405, preflight("DELETE")),
                Arguments.of(400, chunked("no chunk\r\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void responseSaysWhenItWasMade(int status, String request) {
        assertDated(status, RawConnection.exchange(server.port(), request));
    }

    static Stream<Arguments> telemetry() {
        return Stream.of(
                Arguments.of(200, get("/metrics")),
                Arguments.of(200, get("/healthz/live")),
                Arguments.of(404, get("/none")),
                Arguments.of(404, get("/idp/keys")),
                Arguments.of(405, "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("telemetry")
    void responseOfTheTelemetryListenerSaysSoToo(int status, String request) {
        assertDated(status, RawConnection.exchange(server.telemetry("/").getPort(), request));
    }

    /// Ready or not: the keys of a server that starts may still be on their way.
    @Test
    void answerWhetherTheServerIsReadySaysSoToo() {
        assertDated(RawConnection.exchange(server.telemetry("/").getPort(), get("/healthz/ready")));
    }

    private static void assertDated(int status, String answer) {
        assertThat(RawConnection.statuses(answer)).as(answer).containsExactly(status);
        assertDated(answer);
    }

    private static void assertDated(String answer) {
        var dates = dates(answer);
        assertThat(dates).as(answer).hasSize(1);
        assertThat(ZonedDateTime.parse(dates.getFirst(), DateTimeFormatter.RFC_1123_DATE_TIME))
                .isNotNull();
    }

    private static List<String> dates(String answer) {
        var header = answer.substring(0, answer.indexOf("\r\n\r\n"));
        return Arrays.stream(header.split("\r\n"))
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("date:"))
                .map(line -> line.substring("date:".length()).strip())
                .toList();
    }

    /// RFC 9110, section 5.6.7: the day of the month has two digits.
    @Test
    void firstDaysOfAMonthHaveTwoDigits() {
        var channel = new EmbeddedChannel(
                new ResponseStamp(InstantSource.fixed(Instant.parse("2026-03-01T09:05:07Z")), Map.of()));
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));

        HttpResponse response = channel.readOutbound();

        assertThat(response.headers().get("date")).isEqualTo("Sun, 01 Mar 2026 09:05:07 GMT");
    }

    private static String preflight(String method) {
        return get("/idp/userinfo")
                .replace("GET", "OPTIONS")
                .replace(
                        "\r\n\r\n",
                        "\r\nOrigin: https://spa.example\r\n" + "Access-Control-Request-Method: " + method
                                + "\r\n\r\n");
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    }

    private static String chunked(String chunks) {
        var form = post("/idp/token", "");
        return form.replace("Content-Length: 0", "Transfer-Encoding: chunked") + chunks;
    }

    private static String post(String target, String form) {
        return "POST " + target
                + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: " + form.length() + "\r\n\r\n" + form;
    }
}
