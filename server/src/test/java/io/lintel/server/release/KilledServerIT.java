package io.lintel.server.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The released server is killed while devices ask and people approve them, again and again, and starts again on the
/// database that is left.
@Tag("REL-1")
@Tag("REL-10")
@Tag("SEC-E4")
final class KilledServerIT {

    private static final int CYCLES = 5;
    private static final int HOUSEHOLDS = 4;
    private static final int MOST_DEVICES = 25;
    private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\":\"([^\"]*)\"");

    private static final String TEXT = TestServer.STANDARD
                    .replace("@ISSUER@", "http://login.example/idp")
                    .replace("{type: memory}", "{type: sqlite3, config: {file: lintel.db}}")
            + """
                - {id: tv, name: Living Room TV, public: true}
              oauth2: {device: {maxPending: 1600, maxPendingPerClient: 1600}}
              """;

    /// What people were told that it is approved.
    private final Set<String> approved = ConcurrentHashMap.newKeySet();

    /// What devices have got tokens for.
    private final Set<String> fetched = ConcurrentHashMap.newKeySet();

    /// What devices were about to get tokens for when the server was killed.
    private final Set<String> asking = ConcurrentHashMap.newKeySet();

    private final Semaphore acknowledged = new Semaphore(0);

    @Test
    void noApprovalIsLostAndNoDeviceGetsTokensTwice(@TempDir Path folder) throws Exception {
        var random = new Random(20261126);
        for (var cycle = 0; cycle < CYCLES; cycle++) {
            useAndKill(folder, 1 + random.nextInt(MOST_DEVICES));
            try (var again = ReleasedServer.start(folder, TEXT);
                    var device = new TestBrowser()) {
                for (var code : approved) {
                    verify(code, poll(again, device, code));
                }
            }
        }

        assertThat(approved).hasSizeGreaterThan(CYCLES * HOUSEHOLDS).isEqualTo(fetched);
    }

    /// @param approvals after how many it is killed
    private void useAndKill(Path folder, int approvals) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var server = ReleasedServer.start(folder, TEXT)) {
            acknowledged.drainPermits();
            var households = new ArrayList<Future<?>>();
            for (var i = 0; i < HOUSEHOLDS; i++) {
                var everyOtherAsks = i % 2 == 0;
                households.add(threads.submit(() -> watch(server, everyOtherAsks)));
            }
            acknowledged.acquire(approvals);
            server.kill();
            awaitTheEnd(households);
        }
    }

    private static void awaitTheEnd(List<Future<?>> households) throws InterruptedException {
        for (var household : households) {
            try {
                household.get();
            } catch (ExecutionException ended) {
                assertThat(ended).hasCauseInstanceOf(UncheckedIOException.class);
            }
        }
    }

    /// One device after the other, until nobody answers. Nobody waits for a household that has failed.
    ///
    /// @param deviceAsks whether the device asks at once
    private void watch(ReleasedServer server, boolean deviceAsks) {
        try (var device = new TestBrowser()) {
            while (true) {
                var asked = device.post(server.at("/device/code"), Map.of("client_id", "tv", "scope", "openid"));
                assertThat(asked.statusCode()).as(asked.body()).isEqualTo(200);
                var code = member(asked, "device_code");
                approve(server, member(asked, "user_code"));
                approved.add(code);
                acknowledged.release();
                if (deviceAsks) {
                    asking.add(code);
                    assertThat(poll(server, device, code).statusCode()).isEqualTo(200);
                    fetched.add(code);
                    asking.remove(code);
                }
            }
        } finally {
            acknowledged.release(MOST_DEVICES);
        }
    }

    private static void approve(ReleasedServer server, String userCode) {
        try (var walter = new TestBrowser()) {
            var typed = walter.submit(walter.get(server.at("/device")), Map.of("user_code", userCode));
            var choice = walter.follow(typed);
            var door = Jsoup.parse(choice.body(), choice.uri().toString()).select("a[href*='/device/login/door']");
            var form = walter.follow(walter.get(URI.create(door.attr("abs:href"))));
            var consent = walter.follow(walter.submit(form, Map.of("login", "walter", "password", "open sesame")));
            var answer = walter.submit(consent, Map.of("approval", "approve"));
            assertThat(answer.body()).contains("id=\"device-approved\"");
        }
    }

    /// Whoever was asking when the server was killed may have been about to be answered.
    private void verify(String code, HttpResponse<String> polled) {
        var wasTold = !fetched.add(code);
        var mayHaveBeenTold = asking.remove(code);
        if (wasTold || (mayHaveBeenTold && polled.statusCode() != 200)) {
            assertThat(polled.body()).isEqualTo("{\"error\":\"invalid_grant\"}");
        } else {
            assertThat(polled.statusCode()).as("an approval: " + polled.body()).isEqualTo(200);
        }
    }

    private static HttpResponse<String> poll(ReleasedServer server, TestBrowser device, String code) {
        return device.post(
                server.at("/token"),
                Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:device_code",
                        "client_id",
                        "tv",
                        "device_code",
                        code));
    }

    private static String member(HttpResponse<String> answer, String name) {
        return MEMBER.matcher(answer.body())
                .results()
                .filter(found -> found.group(1).equals(name))
                .map(found -> found.group(2))
                .findFirst()
                .orElseThrow();
    }
}
