package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.health.Health;
import io.lintel.server.health.HealthCheck;
import io.lintel.server.listener.Listeners;
import io.lintel.server.listener.RawConnection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is told at the telemetry listener is told there alone, and nothing else is.
@Tag("SEC-M4")
final class TelemetryTest {

    private static TestServer server;

    private final TestBrowser browser = new TestBrowser();

    @BeforeAll
    static void start() {
        server = TestServer.start(TestServer.STANDARD + "oauth2: {skipApprovalScreen: true}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics",
                "/healthz",
                "/healthz/live",
                "/healthz/ready",
                "/-telemetry-/metrics",
                "/-telemetry-/healthz",
                "/-telemetry-/healthz/live",
                "/idp/metrics",
                "/idp/healthz/live",
                "/debug/pprof/"
            })
    void isNotFoundAtTheListenerForBrowsers(String path) {
        assertThat(browser.get(server.issuer().resolve(path)).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/idp",
                "/idp/keys",
                "/idp/.well-known/openid-configuration",
                "/idp/auth",
                "/idp/token",
                "/idp/healthz",
                "/idp/static/lintel.css",
                "/-telemetry-/metrics",
                "/../idp/keys",
                "/debug/pprof/"
            })
    void nothingElseIsFoundAtTheTelemetryListener(String path) {
        var answer = RawConnection.exchange(
                server.telemetry("/").getPort(), "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(RawConnection.statuses(answer)).as(answer).containsExactly(404);
    }

    @Test
    void tokenEndpointTakesNothingAtTheTelemetryListener() {
        assertThat(browser.post(server.telemetry("/idp/token"), Map.of("a", "b"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void liveIsOk() {
        var answer = browser.get(server.telemetry("/healthz/live"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ok");
    }

    @Test
    void readyTellsEachCheck() {
        browser.get(server.at("/keys"));

        var answer = browser.get(server.telemetry("/healthz/ready"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"server\":{\"status\":\"PASS\"},\"signing_keys\":{\"status\":\"PASS\"},"
                        + "\"storage\":{\"status\":\"PASS\"},\"connector:mock\":{\"status\":\"PASS\"},"
                        + "\"connector:door\":{\"status\":\"PASS\"}}");
        var shorter = browser.get(server.telemetry("/healthz?type=short"));
        assertThat(shorter.body())
                .isEqualTo("{\"server\":\"PASS\",\"signing_keys\":\"PASS\",\"storage\":\"PASS\","
                        + "\"connector:mock\":\"PASS\",\"connector:door\":\"PASS\"}");
        assertThat(shorter.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void healthIsTheSameForEverybodyBelowTheIssuer() {
        browser.get(server.at("/keys"));

        var answer = browser.get(server.at("/healthz"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("Health check passed");
    }

    @Test
    void issuerWithoutAPathHasItsOwnHealth() {
        var text = TestServer.STANDARD.replace("@ISSUER@", "http://127.0.0.1:@PORT@");
        try (var root = TestServer.start(text)) {
            browser.get(root.issuer().resolve("/keys"));

            assertThat(browser.get(root.issuer().resolve("/healthz")).body()).isEqualTo("Health check passed");
            assertThat(browser.get(root.telemetry("/healthz?type=short")).body())
                    .startsWith("{");
            assertThat(browser.get(root.issuer().resolve("/healthz/live")).statusCode())
                    .isEqualTo(404);
            assertThat(browser.get(root.telemetry("/keys")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void drainingServerIsNotReadyButLives() {
        try (var draining = TestServer.start()) {
            browser.get(draining.at("/keys"));
            draining.context().getBean(Health.class).drain();

            var ready = browser.get(draining.telemetry("/healthz/ready?type=short"));
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("\"server\":\"FAIL\"");
            assertThat(browser.get(draining.telemetry("/healthz/live")).statusCode())
                    .isEqualTo(200);
            var health = browser.get(draining.at("/healthz"));
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body()).isEqualTo("Health check failed.");
            assertThat(health.headers().firstValue("Connection")).hasValue("close");
        }
    }

    @Test
    void portNoughtIsAFreeOne() {
        var text = TestServer.STANDARD.replace("@TELEMETRY_PORT@", "0");
        try (var anywhere = TestServer.start(text)) {
            var telemetry = Objects.requireNonNull(
                    anywhere.context().getBean(Listeners.class).addresses().get("telemetry"));

            assertThat(telemetry.port()).isPositive();
            var answer = RawConnection.exchange(
                    telemetry.port(), "GET /healthz/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertThat(RawConnection.statuses(answer)).containsExactly(200);
        }
    }

    @Test
    void samePortOnAnotherAddressIsAnotherListener() {
        var text = TestServer.STANDARD.replace("127.0.0.1:@TELEMETRY_PORT@", "127.0.0.2:@PORT@");
        try (var twin = TestServer.start(text)) {
            var telemetry = URI.create("http://127.0.0.2:" + twin.port());

            assertThat(browser.get(telemetry.resolve("/healthz/live")).statusCode())
                    .isEqualTo(200);
            assertThat(browser.get(telemetry.resolve("/idp/keys")).statusCode()).isEqualTo(404);
            assertThat(browser.get(twin.at("/keys")).statusCode()).isEqualTo(200);
            assertThat(browser.get(twin.issuer().resolve("/metrics")).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void withoutTelemetryThereIsNone() {
        var text = TestServer.STANDARD.replaceAll("telemetry: .*\n", "");
        try (var quiet = TestServer.start(text)) {
            assertThat(browser.get(quiet.issuer().resolve("/metrics")).statusCode())
                    .isEqualTo(404);
            assertThat(browser.get(quiet.at("/healthz")).statusCode()).isIn(200, 503);
        }
    }

    @Test
    void manyProbesAskTheStorageOnceASecond() {
        var asked = new AtomicLong();
        var ticks = new AtomicLong();
        var health = new Health(List.of(check(asked, true)), ticks::get);
        health.start();

        assertThat(health.isReady()).isTrue();
        assertThat(health.isReady()).isTrue();
        assertThat(asked).hasValue(1);
        ticks.addAndGet(1_000_000_000L);
        assertThat(health.isReady()).isTrue();
        assertThat(asked).hasValue(2);
    }

    @Test
    void checkThatThrowsIsAFailedOne() {
        var health = new Health(
                List.of(new HealthCheck() {
                    @Override
                    public String name() {
                        return "storage";
                    }

                    @Override
                    public boolean isHealthy() {
                        throw new IllegalStateException("gone");
                    }
                }),
                System::nanoTime);
        health.start();

        assertThat(health.checks()).containsEntry("storage", false);
        assertThat(health.isReady()).isFalse();
    }

    @Test
    void serverThatHasNotBegunIsNotReady() {
        assertThat(new Health(List.of(), System::nanoTime).isReady()).isFalse();
    }

    private static HealthCheck check(AtomicLong asked, boolean isHealthy) {
        return new HealthCheck() {
            @Override
            public String name() {
                return "storage";
            }

            @Override
            public boolean isHealthy() {
                asked.incrementAndGet();
                return isHealthy;
            }
        };
    }
}
