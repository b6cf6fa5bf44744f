package io.lintel.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.listener.RawConnection;
import java.lang.management.ManagementFactory;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Nothing that is kept grows with what strangers send.
///
/// A cache keyed by request data would keep each value. The values here are long and all different, so that a
/// few thousand of them would be many megabytes.
@Tag("SEC-L9")
final class ManyDistinctValuesTest {

    private static final int REQUESTS_PER_CONNECTION = 100;
    private static final int CONNECTIONS = 60;

    /// Of each of the places below.
    private static final int VALUE_LENGTH = 500;

    /// All values of one place together are 3 MB, of all places 36 MB.
    private static final long FLAT = 2L * 1024 * 1024;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        // Until there are keys, whoever shows a token is told to come again.
        try (var browser = new TestBrowser()) {
            assertThat(browser.get(server.at("/keys")).statusCode()).isEqualTo(200);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void heapStaysFlatWhateverRequestsSay() {
        sendMany(0);
        var before = usedHeap();

        sendMany(1_000_000);

        assertThat(usedHeap() - before).isLessThan(FLAT);
    }

    private static void sendMany(int start) {
        for (var connection = 0; connection < CONNECTIONS; connection++) {
            var requests = new StringBuilder();
            for (var i = 0; i < REQUESTS_PER_CONNECTION; i++) {
                requests.append(request(start + connection * REQUESTS_PER_CONNECTION + i, i));
            }
            requests.append("GET /idp/healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            var answers = RawConnection.statuses(RawConnection.exchange(server.port(), requests.toString()));
            assertThat(answers).hasSize(REQUESTS_PER_CONNECTION + 1).allMatch(status -> status < 500);
        }
    }

    /// A request with a new value in every place a request has.
    private static String request(int number, int kind) {
        var value = "v" + number + "x".repeat(VALUE_LENGTH);
        var basic = Base64.getEncoder().encodeToString((value + ":" + value).getBytes(UTF_8));
        var jwt =
                encode("{\"alg\":\"RS256\",\"kid\":\"" + value.substring(0, 60) + "\"}") + "." + encode("{}") + ".AAAA";
        var line =
                switch (kind % 8) {
                    case 0 -> "GET /idp/" + value;
                    case 1 -> "GET /idp/keys?" + value + "=" + value;
                    case 2 -> "GET /idp/auth/" + value + "?client_id=" + value + "&redirect_uri=" + value;
                    case 3 -> "GET /idp/static/" + value;
                    case 4 -> "GET /idp/userinfo";
                    case 5 -> "GET /idp/callback?state=" + value;
                    case 6 -> "V" + number + "X /idp/keys";
                    default -> "POST /idp/token";
                };
        return line + " HTTP/1.1\r\nHost: " + value + ".example\r\nX-" + value + ": a\r\nCookie: lintel-flow-" + value
                + "=" + value + "\r\nUser-Agent: " + value + "\r\nAccept: text/" + value + "\r\nAccept-Language: "
                + value + "\r\nOrigin: https://" + value + "\r\nContent-Type: application/" + value
                + "\r\nAuthorization: " + (kind % 2 == 0 ? "Bearer " + jwt : "Basic " + basic)
                + "\r\nX-Forwarded-For: " + value + "\r\nContent-Length: 0\r\n\r\n";
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }

    private static long usedHeap() {
        var memory = ManagementFactory.getMemoryMXBean();
        var least = Long.MAX_VALUE;
        for (var i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
