package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.factor.FactorHolders;
import io.lintel.oauth2.Subject;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.signing.SettableClock;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A login takes a code of an application.
final class SecondFactorTest {

    private static final String MFA = """
        mfa:
          authenticators:
            - {id: app, type: TOTP, connectorTypes: [local], config: {issuer: Example}}
            - {id: second, type: TOTP, config: {issuer: Second}}
            - {id: closed, type: TOTP, enrolment: forbidden, config: {issuer: Closed}}
          defaultMFAChain: [app]
        """;
    private static final String CLIENTS = """
          - {id: open, name: Open, secret: s, mfaChain: [], redirectURIs: ["https://shop.example/callback"]}
          - {id: both, name: Both, secret: s, mfaChain: [second, app], redirectURIs: ["https://shop.example/callback"]}
          - {id: shut, name: Shut, secret: s, mfaChain: [closed], redirectURIs: ["https://shop.example/callback"]}
        """;
    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));

    private static TestServer server;

    private final TestBrowser browser = new TestBrowser();

    @BeforeAll
    static void start() {
        server = TestServer.start(TestServer.STANDARD + CLIENTS + MFA, CLOCK);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void nobodyHasAnything() {
        server.context().getBean(FactorHolders.class).remove(new Subject("a11ce", "local"));
        CLOCK.advance(Duration.ofHours(2));
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void firstLoginEnrolsAnApplicationAndGivesRecoveryCodesOnce() {
        var page = shop().aliceLogsIn(Map.of());
        var application = TestApplication.scans(page, CLOCK);
        assertThat(page.uri().getPath()).endsWith("/mfa/totp");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(Jsoup.parse(page.body()).select("#qr path").attr("d")).hasSizeGreaterThan(1000);

        var codes = browser.follow(browser.submit(page, Map.of("totp", application.code(), "name", "My phone")));
        assertThat(Jsoup.parse(codes.body()).select("#recovery-codes code")).hasSize(10);
        assertThat(browser.get(codes.uri()).body()).isEqualTo(codes.body());
        var consent = browser.follow(browser.submit(codes, Map.of()));
        var answer = browser.submit(consent, Map.of("approval", "approve"));

        assertThat(TestBrowser.answer(answer)).containsKey("code");
        assertThat(browser.get(codes.uri()).statusCode()).isEqualTo(403);
    }

    @Test
    void nextLoginAsksForACodeAndShowsNoSecret() {
        var application = enrolAlice();

        var page = shop().aliceLogsIn(Map.of());
        assertThat(Jsoup.parse(page.body()).select("#secret, #qr")).isEmpty();
        var consent = browser.follow(browser.submit(page, Map.of("totp", spaced(application.code()))));

        assertThat(TestBrowser.answer(browser.submit(consent, Map.of("approval", "approve"))))
                .containsKey("code");
    }

    @Test
    @Tag("SEC-H5")
    void wrongOrReplayedCodeIsA401PageAndLeadsNowhere() {
        var application = enrolAlice();
        var page = shop().aliceLogsIn(Map.of());
        var replayed = application.code();
        assertThat(browser.submit(page, Map.of("totp", replayed)).statusCode()).isEqualTo(303);

        page = shop().aliceLogsIn(Map.of());
        for (var wrong : List.of(replayed, "000000", "", "12345", "1".repeat(1000))) {
            var answer = browser.submit(page, Map.of("totp", wrong));
            assertThat(answer.statusCode()).as(wrong).isEqualTo(401);
            assertThat(Jsoup.parse(answer.body()).select("#factor-error").text())
                    .isNotBlank();
        }
    }

    @Test
    @Tag("SEC-H2")
    @Tag("SEC-H5")
    void whoGuessesWaitsAndTheRightCodeIsNotLookedAtMeanwhile() {
        var application = enrolAlice();
        var page = shop().aliceLogsIn(Map.of());
        for (var i = 0; i < 5; i++) {
            assertThat(browser.submit(page, Map.of("totp", "00000" + i)).statusCode())
                    .isEqualTo(401);
        }

        assertThat(browser.submit(page, Map.of("totp", application.code())).statusCode())
                .isEqualTo(429);
        CLOCK.advance(Duration.ofMinutes(1));
        assertThat(browser.submit(page, Map.of("totp", application.code())).statusCode())
                .isEqualTo(303);
    }

    @Test
    void pageThatEnrolsIsTheSameAgainAndAWrongCodeEnrolsNothing() {
        var page = shop().aliceLogsIn(Map.of());
        assertThat(browser.get(page.uri()).body()).isEqualTo(page.body());

        var wrong = browser.submit(page, Map.of("totp", "000000"));
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(secret(wrong)).isEqualTo(secret(page));
        assertThat(secret(shop().aliceLogsIn(Map.of()))).isNotEqualTo(secret(page));
    }

    @Test
    @Tag("SEC-A14")
    void whoHasEnrolledIsNotShownAnotherSecretByALoginThatBeganBefore() {
        var early = shop().aliceLogsIn(Map.of());
        var other = TestApplication.scans(early, CLOCK);
        enrolAlice();

        assertThat(Jsoup.parse(browser.get(early.uri()).body()).select("#secret"))
                .isEmpty();
        assertThat(browser.submit(early, Map.of("totp", other.code())).statusCode())
                .isEqualTo(401);
    }

    @Test
    @Tag("SEC-A14")
    @Tag("SEC-B4")
    void linkOfAnotherLoginOrBrowserOpensNothing() {
        var page = shop().aliceLogsIn(Map.of());
        var other = shop().aliceLogsIn(Map.of());
        var mixed = URI.create(page.uri().toString().replaceAll("hmac=[^&]*", "hmac=" + parameter(other, "hmac")));

        assertThat(browser.get(mixed).statusCode()).isEqualTo(403);
        assertThat(browser.get(URI.create(page.uri().toString().replaceAll("hmac=[^&]*", "")))
                        .statusCode())
                .isEqualTo(403);
        for (var path : List.of("/mfa", "/mfa/recovery-codes", "/approval")) {
            assertThat(browser.get(server.at(path + "?" + page.uri().getRawQuery()))
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        try (var stranger = new TestBrowser()) {
            assertThat(stranger.get(page.uri()).statusCode()).isEqualTo(403);
            assertThat(stranger.submit(page, Map.of("totp", "000000")).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void clientDecidesWhichFactorsAndInWhichOrder() {
        assertThat(TestBrowser.answer(
                        browser.submit(shop().aliceLogsIn(Map.of("client_id", "open")), Map.of("approval", "approve"))))
                .containsKey("code");

        var second = shop().aliceLogsIn(Map.of("client_id", "both"));
        assertThat(second.body()).contains("Second");
        var first = browser.follow(browser.submit(
                second, Map.of("totp", TestApplication.scans(second, CLOCK).code())));
        assertThat(first.body()).contains("Example");
        var codes = browser.follow(browser.submit(
                first, Map.of("totp", TestApplication.scans(first, CLOCK).code())));
        assertThat(Jsoup.parse(codes.body()).select("#recovery-codes code")).hasSize(10);
    }

    @Test
    void authenticatorIsForItsTypesOfConnectorsAlone() {
        var page = shop().begin("/auth/mock", Map.of());

        assertThat(page.uri().getPath()).endsWith("/approval");
    }

    @Test
    @Tag("SEC-H6")
    void whereEnrolmentIsForbiddenWhoHasNothingDoesNotComeIn() {
        var page = shop().aliceLogsIn(Map.of("client_id", "shut"));

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).doesNotContain("secret");
    }

    @Test
    void recoveryCodeStandsForTheFactorOnce() {
        var page = shop().aliceLogsIn(Map.of());
        var codes = browser.follow(browser.submit(
                page, Map.of("totp", TestApplication.scans(page, CLOCK).code())));
        var code =
                Jsoup.parse(codes.body()).select("#recovery-codes code").get(3).text();
        browser.follow(browser.submit(codes, Map.of()));

        for (var status : List.of(303, 401)) {
            var asked = shop().aliceLogsIn(Map.of());
            var link = Jsoup.parse(asked.body(), asked.uri().toString())
                    .select("#recovery")
                    .attr("abs:href");
            var form = browser.get(URI.create(link));
            assertThat(browser.submit(form, Map.of("recovery_code", "x")).statusCode())
                    .isEqualTo(401);
            assertThat(browser.submit(form, Map.of("recovery_code", code)).statusCode())
                    .isEqualTo(status);
        }
    }

    @Test
    void withoutAuthenticatorsThereIsNothingHere() {
        try (var plain = TestServer.start()) {
            for (var path : List.of("/mfa", "/mfa/totp", "/mfa/webauthn", "/mfa/recovery", "/mfa/recovery-codes")) {
                assertThat(browser.get(plain.at(path)).statusCode()).as(path).isEqualTo(404);
            }
        }
    }

    @Test
    void addressesTakeTheirMethodsAlone() {
        for (var path : List.of("/mfa/totp", "/mfa/recovery")) {
            assertThat(browser.get(server.at(path)).statusCode()).as(path).isEqualTo(400);
            assertThat(browser.post(server.at(path), Map.of()).statusCode())
                    .as(path)
                    .isEqualTo(400);
        }
        assertThat(browser.post(server.at("/mfa/webauthn"), Map.of()).statusCode())
                .isEqualTo(405);
        assertThat(browser.get(server.at("/mfa/webauthn/login/finish")).statusCode())
                .isEqualTo(405);
    }

    private Shop shop() {
        return new Shop(server, browser);
    }

    private TestApplication enrolAlice() {
        var page = shop().aliceLogsIn(Map.of());
        var application = TestApplication.scans(page, CLOCK);
        var codes = browser.follow(browser.submit(page, Map.of("totp", application.code())));
        assertThat(browser.submit(codes, Map.of()).statusCode()).isEqualTo(303);
        CLOCK.advance(Duration.ofSeconds(30));
        return application;
    }

    private static String secret(HttpResponse<String> page) {
        return Jsoup.parse(page.body()).select("#secret").text();
    }

    private static String spaced(String code) {
        return code.substring(0, 3) + " " + code.substring(3);
    }

    private static String parameter(HttpResponse<String> page, String name) {
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : page.uri().getRawQuery().split("&", -1)) {
            parameters.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return parameters.getOrDefault(name, "");
    }
}
