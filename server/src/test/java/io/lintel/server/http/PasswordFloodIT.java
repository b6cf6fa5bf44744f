package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Far more passwords at once than can be checked: the excess is sent away, and whoever wants no password checked
/// notices nothing.
@Tag("REL-22")
final class PasswordFloodIT {

    /// Three times as many as may wait, on any machine.
    private static final int GUESSES = 100 * Runtime.getRuntime().availableProcessors();

    private static final String TEXT =
            TestServer.STANDARD + "oauth2: {skipApprovalScreen: true}\nthrottle: {passwords: false}\n";

    @Test
    void excessIsShedAndTheRestGoesOn() throws Exception {
        try (var server = TestServer.start(TEXT);
                var alice = new TestBrowser();
                var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var guessers = Executors.newVirtualThreadPerTaskExecutor()) {
            var shop = new Shop(server, alice);
            var tokens = shop.token(shop.redemption(shop.codeWithoutConsent()));
            var flood = flood(guessers, http, new Shop(server, alice).begin("/auth/local", Map.of()), alice);

            var rounds = 0;
            while (rounds == 0 || flood.stream().anyMatch(each -> !each.isDone())) {
                tokens = shop.token(refresh(tokens));
                assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
                assertThat(alice.get(server.at("/healthz")).statusCode()).isEqualTo(200);
                assertThat(alice.get(server.telemetry("/healthz/ready")).statusCode())
                        .isEqualTo(200);
                assertThat(alice.get(server.at("/keys")).statusCode()).isEqualTo(200);
                rounds++;
            }

            var answers = new ArrayList<HttpResponse<String>>();
            for (var each : flood) {
                answers.add(each.get());
            }
            assertThat(answers.stream().map(HttpResponse::statusCode).collect(Collectors.toSet()))
                    .containsExactlyInAnyOrder(401, 503);
            assertThat(answers).filteredOn(answer -> answer.statusCode() == 503).allSatisfy(answer -> assertThat(
                            answer.headers().firstValue("Retry-After"))
                    .isPresent());
            assertThat(shop.codeWithoutConsent()).as("it has recovered").isNotEmpty();
        }
    }

    /// Everybody posts at the same moment, each with a name of their own.
    private static List<Future<HttpResponse<String>>> flood(
            ExecutorService guessers, HttpClient http, HttpResponse<String> form, TestBrowser browser) {
        var document = Jsoup.parse(form.body(), form.uri().toString());
        var action = URI.create(document.select("form").attr("abs:action"));
        var hmac = document.select("input[name=hmac]").attr("value");
        var cookie = browser.cookies().entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("; "));
        var everybody = new CountDownLatch(GUESSES);
        return IntStream.range(0, GUESSES)
                .mapToObj(i -> guessers.submit(() -> {
                    var fields = Map.of("hmac", hmac, "login", "guess-" + i, "password", "wrong");
                    var request = HttpRequest.newBuilder(action)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("Cookie", cookie)
                            .POST(BodyPublishers.ofString(TestBrowser.encode(fields)))
                            .build();
                    everybody.countDown();
                    everybody.await();
                    return http.send(request, BodyHandlers.ofString());
                }))
                .toList();
    }

    private static Map<String, String> refresh(HttpResponse<String> tokens) {
        return Map.of("grant_type", "refresh_token", "refresh_token", Shop.member(tokens, "refresh_token"));
    }
}
