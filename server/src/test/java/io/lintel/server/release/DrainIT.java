package io.lintel.server.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One of two replicas is told to end while both are busy.
@Tag("REL-23")
final class DrainIT {

    private static final int CLIENTS = 6;
    private static final int PEOPLE = 2;

    /// Of Alice's password. It takes a while to check, so that somebody is always waiting for it.
    private static final String SLOW_HASH = "$2a$13$hTppj4sEwoKmeH0SMENZPuGh2SaObFmpOYx/.AjtJojQr9akKCOMG";

    private static final String TEXT = TestServer.STANDARD
                    .replace("@ISSUER@", "http://login.example/idp")
                    .replaceFirst("\\$2a\\$10\\$[^\"]*", Matcher.quoteReplacement(SLOW_HASH))
                    .replace("{type: memory}", "{type: sqlite3, config: {file: lintel.db}}")
            + "oauth2: {skipApprovalScreen: true}\n";

    private final AtomicBoolean isOver = new AtomicBoolean();

    @Test
    void nobodyWhoGoesElsewhereWhenNobodyListensNoticesIt(@TempDir Path folder) throws Exception {
        // Whoever asks ends with the servers, whatever happens.
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var ending = ReleasedServer.start(folder, TEXT);
                var other = ReleasedServer.start(folder, TEXT);
                var http = http()) {
            var busy = new CountDownLatch(CLIENTS + PEOPLE);
            var clients = new ArrayList<Future<Integer>>();
            for (var i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(() -> ask(ending, other, busy)));
            }
            var people = new ArrayList<Future<Integer>>();
            for (var i = 0; i < PEOPLE; i++) {
                people.add(threads.submit(() -> logIn(ending, busy)));
            }
            busy.await();
            assertThat(ending.isReady(http)).isTrue();

            ending.terminate();

            while (ending.isReady(http)) {
                Thread.onSpinWait();
            }
            assertThat(get(http, ending.at("/keys")).statusCode())
                    .as("it is not ready, and answers on")
                    .isEqualTo(200);
            assertThat(ending.awaitEnd()).isZero();
            assertThat(ending.log()).contains("server stopped", "unfinished=0");
            isOver.set(true);
            for (var client : clients) {
                assertThat(client.get()).isPositive();
            }
            for (var person : people) {
                assertThat(person.get()).isPositive();
            }
        }
    }

    /// Asks one server, and the other one if nobody listens there.
    ///
    /// @return how often
    private int ask(ReleasedServer first, ReleasedServer second, CountDownLatch busy) throws Exception {
        try (var http = http()) {
            var count = 0;
            while (!isOver.get()) {
                HttpResponse<String> answer;
                try {
                    answer = get(http, first.at("/keys"));
                } catch (ConnectException nobodyListens) {
                    answer = get(http, second.at("/keys"));
                }
                assertThat(answer.statusCode()).isEqualTo(200);
                if (count++ == 0) {
                    busy.countDown();
                }
            }
            return count;
        } finally {
            // Nobody waits for whoever has failed.
            busy.countDown();
        }
    }

    private static HttpResponse<String> get(HttpClient http, URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private static HttpClient http() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /// Logs in again and again until nobody listens any more.
    ///
    /// @return how often
    private static int logIn(ReleasedServer at, CountDownLatch busy) {
        var request = Map.of(
                "client_id", "shop",
                "redirect_uri", "https://shop.example/callback",
                "response_type", "code",
                "scope", "openid");
        var alice = Map.of("login", "alice@example.org", "password", "correct horse");
        for (var count = 0; ; count++) {
            try (var browser = new TestBrowser()) {
                // Whether or not this goes well.
                if (count == 0) {
                    busy.countDown();
                }
                var form = browser.follow(browser.get(at.at("/auth/local?" + TestBrowser.encode(request))));
                assertThat(Jsoup.parse(form.body()).select("input[name=password]"))
                        .isNotEmpty();
                assertThat(TestBrowser.answer(browser.submit(form, alice))).containsKey("code");
            } catch (UncheckedIOException failed) {
                assertThat(failed).hasCauseInstanceOf(ConnectException.class);
                return count;
            }
        }
    }
}
