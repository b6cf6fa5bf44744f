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

/// What two servers in a row could read differently is refused, and the connection with it (RFC 9112, sections
/// 2.2, 3.2, 5 and 6.3). Each attack carries a second request, which must not be answered.
@Tag("SEC-L3")
@ExtendWith(StandardServer.class)
final class FramingTest {

    private static final String HIDDEN = "GET /idp/keys HTTP/1.1\r\nHost: a\r\n\r\n";

    private static TestServer server;

    @BeforeAll
    static void start(TestServer standard) {
        server = standard;
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                attack("two lengths", post("Content-Length: 3\r\nContent-Length: 5\r\n") + "a=b"),
                attack("a repeated length", post("Content-Length: 3\r\nContent-Length: 3\r\n") + "a=b"),
                attack("a list of lengths", post("Content-Length: 3, 3\r\n") + "a=b"),
                attack("a list of two lengths", post("Content-Length: 3, 5\r\n") + "a=b"),
                attack("length and chunks", post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n"),
                attack("chunks and length", post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n") + "0\r\n\r\n"),
                attack("a signed length", post("Content-Length: +3\r\n") + "a=b"),
                attack("a negative length", post("Content-Length: -3\r\n") + "a=b"),
                attack("a hexadecimal length", post("Content-Length: 0x3\r\n") + "a=b"),
                attack("an empty length", post("Content-Length: \r\n")),
                attack("an endless length", post("Content-Length: 99999999999999999999\r\n")),
                attack("another coding", post("Transfer-Encoding: gzip\r\n")),
                attack("a coding before chunked", post("Transfer-Encoding: gzip, chunked\r\n") + "0\r\n\r\n"),
                attack("a coding behind chunked", post("Transfer-Encoding: chunked, identity\r\n") + "0\r\n\r\n"),
                attack(
                        "chunked twice",
                        post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n"),
                attack("a vertical tab before chunked", post("Transfer-Encoding: \u000bchunked\r\n") + "0\r\n\r\n"),
                attack("a bare LF behind a field", "GET /idp/keys HTTP/1.1\r\nHost: a\nX: y\r\n\r\n"),
                attack("a bare LF behind the request line", "GET /idp/keys HTTP/1.1\nHost: a\r\n\r\n"),
                attack("bare LFs", "GET /idp/keys HTTP/1.1\nHost: a\n\n"),
                attack("a bare CR in a field", "GET /idp/keys HTTP/1.1\r\nHost: a\r\nX: y\rZ: z\r\n\r\n"),
                attack("a folded field", "GET /idp/keys HTTP/1.1\r\nHost: a\r\nX: y\r\n z\r\n\r\n"),
                attack("a field folded by a tab", "GET /idp/keys HTTP/1.1\r\nHost: a\r\nX: y\r\n\tz\r\n\r\n"),
                attack("a folded length", post("Content-Length:\r\n 3\r\n") + "a=b"),
                attack("a folded first field", "GET /idp/keys HTTP/1.1\r\n Host: a\r\n\r\n"),
                attack("white space before the request", " GET /idp/keys HTTP/1.1\r\nHost: a\r\n\r\n"),
                attack("white space before the colon", post("Content-Length : 3\r\n") + "a=b"),
                attack("a field without a colon", "GET /idp/keys HTTP/1.1\r\nHost: a\r\nX\r\n\r\n"),
                attack("a field without a name", "GET /idp/keys HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n"),
                attack("a NUL in a field", "GET /idp/keys HTTP/1.1\r\nHost: a\r\nX: \u0000\r\n\r\n"),
                attack("a NUL in a name", "GET /idp/keys HTTP/1.1\r\nHost: a\r\nX\u0000: y\r\n\r\n"),
                attack("no host", "GET /idp/keys HTTP/1.1\r\n\r\n"),
                attack("two hosts", "GET /idp/keys HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
                attack("no version", "GET /idp/keys\r\nHost: a\r\n\r\n"),
                attack("a bad version", "GET /idp/keys HTTX/1.1\r\nHost: a\r\n\r\n"),
                attack("a fourth word", "GET /idp/keys HTTP/1.1 more\r\nHost: a\r\n\r\n"),
                attack("a NUL in the address", "GET /idp/keys\u0000 HTTP/1.1\r\nHost: a\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void isRefusedAndNothingBehindItIsRead(String what, String request) {
        var answer = RawConnection.exchange(server.port(), request + HIDDEN);

        assertThat(RawConnection.statuses(answer)).as(answer).containsExactly(400);
        assertThat(answer).doesNotContain("[reset]").containsIgnoringCase("Connection: close");
    }

    @Test
    void brokenChunksAreNotTakenForTheWholeBody() {
        var answer = RawConnection.exchange(
                server.port(), post("Transfer-Encoding: chunked\r\n") + "3\r\na=b\r\nzz\r\n" + HIDDEN);

        assertThat(RawConnection.statuses(answer)).as(answer).containsExactly(400);
    }

    @Test
    void chunkThatDoesNotEndWithItsLineIsRefused() {
        var answer = RawConnection.exchange(
                server.port(), post("Transfer-Encoding: chunked\r\n") + "3\r\na=bXX0\r\n\r\n" + HIDDEN);

        assertThat(RawConnection.statuses(answer)).as(answer).containsExactly(400);
    }

    @Test
    void soundRequestsFollowEachOtherOnOneConnection() {
        var answer = RawConnection.exchange(
                server.port(),
                "\r\n" + HIDDEN + post("Transfer-Encoding: chunked\r\n") + "3\r\na=b\r\n0\r\n\r\n"
                        + post("Content-Length: 3\r\n") + "a=b"
                        + "GET /idp/keys HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(RawConnection.statuses(answer)).as(answer).containsExactly(200, 401, 401, 200);
    }

    @Test
    void headIsAnsweredWithoutContent() {
        var answer = RawConnection.exchange(
                server.port(), "HEAD /idp/keys HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
        assertThat(answer.indexOf("\r\n\r\n")).isEqualTo(answer.length() - 4);
    }

    @Test
    void headerMayArriveByteByByte() {
        try (var connection = new RawConnection(server.port())) {
            for (var c : "GET /idp/keys HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".toCharArray()) {
                connection.send(String.valueOf(c));
            }
            assertThat(RawConnection.statuses(connection.readAll())).containsExactly(200);
        }
    }

    private static Arguments attack(String what, String request) {
        return Arguments.of(what, request);
    }

    private static String post(String framing) {
        return "POST /idp/token HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n" + framing
                + "\r\n";
    }
}
