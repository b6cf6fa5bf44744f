package io.lintel.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.listener.RawConnection;
import io.lintel.signing.SettableClock;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class MetricsTest {

    private static final String CALLBACK = "https://shop.example/callback";

    private final TestBrowser browser = new TestBrowser();
    private final SettableClock clock = new SettableClock(Instant.now());
    private final TestServer server =
            TestServer.start(TestServer.STANDARD + "oauth2: {skipApprovalScreen: true}", clock);

    @BeforeEach
    void nothingWasAskedYet() {
        assertThat(scrape()).doesNotContain("http_requests_total{");
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
    }

    @Test
    void requestsAreCountedByRouteMethodAndStatusAsDexDoes() {
        browser.get(server.at("/keys"));
        browser.get(server.at("/keys"));
        browser.get(server.at("/auth/mock"));
        browser.get(server.at("/nothing/of/this?kind=1"));
        browser.post(server.at("/token"), Map.of());

        assertThat(scrape())
                .contains("http_requests_total{code=\"200\",handler=\"/keys\",method=\"get\"} 2")
                .contains("http_requests_total{code=\"400\",handler=\"/auth/{connector}\",method=\"get\"} 1")
                .contains("http_requests_total{code=\"404\",handler=\"unmatched\",method=\"get\"} 1")
                .contains("http_requests_total{code=\"401\",handler=\"/token\",method=\"post\"} 1")
                .contains("request_duration_seconds_count{code=\"200\",handler=\"/keys\",method=\"get\"} 2")
                .contains("request_duration_seconds_bucket{code=\"200\",handler=\"/keys\",method=\"get\",le=\"0.25\"}")
                .contains("request_duration_seconds_bucket{code=\"200\",handler=\"/keys\",method=\"get\",le=\"10.0\"}")
                .contains("response_size_bytes_bucket{code=\"200\",handler=\"/keys\",method=\"get\",le=\"1500.0\"} 2")
                .contains("http_requests_in_flight 0");
    }

    @Test
    void sizeIsThatOfTheContent() {
        var size = browser.get(server.at("/keys")).body().length();

        assertThat(scrape())
                .contains("response_size_bytes_sum{code=\"200\",handler=\"/keys\",method=\"get\"} " + (double) size);
    }

    @Test
    void wayOfALoginIsCounted() {
        var form = browser.follow(browser.get(server.at("/auth/local?" + authorization())));
        browser.submit(form, Map.of("login", "alice@example.org", "password", "wrong"));
        var answer = browser.submit(form, Map.of("login", "alice@example.org", "password", "correct horse"));
        var code = TestBrowser.answer(answer).get("code");
        redeem(code);
        clock.advance(Duration.ofSeconds(10));
        redeem(code);

        assertThat(scrape())
                .contains("lintel_logins_total{connector=\"local\",outcome=\"began\",reason=\"\"} 1")
                .contains("lintel_logins_total{connector=\"local\",outcome=\"refused\",reason=\"wrong_credentials\"} 1")
                .contains("lintel_logins_total{connector=\"local\",outcome=\"succeeded\",reason=\"\"} 1")
                .contains("lintel_tokens_issued_total{grant_type=\"authorization_code\",refresh_token=\"false\"} 1")
                .contains("lintel_requests_refused_total{error=\"invalid_grant\",request=\"token\"} 1")
                .contains("lintel_grants_revoked_total 1");
    }

    @Test
    void refusedRequestIsCountedForItsEndpointHoweverItsAddressEnds() {
        browser.post(server.at("/token/"), Map.of());

        assertThat(scrape()).contains("lintel_requests_refused_total{error=\"invalid_client\",request=\"token\"} 1");
    }

    @Test
    void serverTellsWhatItIsAndHowItIs() {
        browser.get(server.at("/keys"));

        assertThat(scrape())
                .contains("lintel_build_info{")
                .contains("java_version=\"" + System.getProperty("java.version") + "\"")
                .contains("lintel_healthy{check=\"storage\"} 1")
                .contains("lintel_healthy{check=\"signing_keys\"} 1")
                .contains("lintel_signing_keys_made_total 1")
                .contains("jvm_memory_used_bytes{")
                .contains("process_cpu_seconds_total ");
    }

    @Test
    void formatIsTheOneThatIsAskedFor() {
        var plain = browser.get(server.telemetry("/metrics"));
        var open = browser.send(HttpRequest.newBuilder(server.telemetry("/metrics"))
                .header("Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5"));

        assertThat(plain.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(open.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/openmetrics-text"));
        assertThat(open.body()).endsWith("# EOF\n");
    }

    @Test
    @Tag("SEC-M4")
    @Tag("SEC-L9")
    void nothingThatSomebodySendsBecomesALabel() {
        for (var i = 0; i < 300; i++) {
            var canary = "canary" + i;
            browser.get(server.at("/" + canary + "?" + canary));
            browser.get(server.at("/auth/" + canary + "?" + authorization()));
            browser.get(server.at("/static/" + canary));
            browser.get(server.at("/token-" + canary));
            browser.post(
                    server.at("/token"),
                    Map.of("grant_type", canary, "client_id", "shop", "client_secret", "shop-secret"));
            browser.post(server.at("/token"), Map.of("grant_type", "authorization_code", "client_id", canary));
            if (i % 30 == 0) {
                RawConnection.exchange(
                        server.port(),
                        canary.toUpperCase(Locale.ROOT)
                                + " /idp/keys HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            }
        }

        var scraped = scrape();
        assertThat(scraped).doesNotContainIgnoringCase("canary").contains("method=\"unknown\"");
        assertThat(scraped.lines().filter(line -> line.startsWith("http_requests_total{")))
                .hasSizeLessThan(20);
    }

    private String scrape() {
        return browser.get(server.telemetry("/metrics")).body();
    }

    private void redeem(@Nullable String code) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", String.valueOf(code));
        form.put("redirect_uri", CALLBACK);
        form.put("client_id", "shop");
        form.put("client_secret", "shop-secret");
        browser.post(server.at("/token"), form);
    }

    private static String authorization() {
        return TestBrowser.encode(Map.of(
                "client_id", "shop",
                "redirect_uri", CALLBACK,
                "response_type", "code",
                "scope", "openid",
                "state", "s"));
    }
}
