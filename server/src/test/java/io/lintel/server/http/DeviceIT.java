package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.factor.FactorHolders;
import io.lintel.oauth2.Subject;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.browser.Browser;
import io.lintel.server.browser.FreshBrowser;
import io.lintel.signing.SettableClock;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A person connects a device through a real browser, with and without scripts.
@Tag("SEC-E5")
@ExtendWith(FreshBrowser.class)
final class DeviceIT {

    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private static final Map<String, String> VAULT = Map.of("client_id", "vault");
    private static final Map<String, String> SAFE = Map.of("client_id", "safe");
    private static TestServer server;
    private static Browser browser;
    private static TestBrowser device;

    @BeforeAll
    static void start(Browser fresh) {
        // Browsers use keys at names only.
        var text = TestServer.STANDARD.replace("@ISSUER@", "http://localhost:@PORT@/idp") + Television.CLIENTS + """
              - {id: vault, name: Vault, public: true, mfaChain: [app]}
              - {id: safe, name: Safe, public: true, mfaChain: [key]}
            oauth2: {skipApprovalScreen: true}
            sessions: {enabled: true}
            mfa:
              authenticators:
                - {id: app, type: TOTP, config: {issuer: Example}}
                - {id: key, type: WebAuthn, config: {attestationPreference: none}}
            """;
        server = TestServer.start(text, CLOCK);
        browser = fresh;
        device = new TestBrowser();
    }

    @AfterAll
    static void stop() {
        device.close();
        server.close();
    }

    @BeforeEach
    void aliceHasNoFactors() {
        server.context().getBean(FactorHolders.class).remove(new Subject("a11ce", "local"));
    }

    @ParameterizedTest(name = "scripts: {0}")
    @ValueSource(booleans = {true, false})
    void aliceTypesTheCodeOfHerTelevision(boolean scripts) {
        browser.runScripts(scripts);
        var tv = new Television(server, device);
        var asked = tv.ask();
        browser.open(at("/device"));
        browser.find("#user_code").type("BBBB-BBBB");
        browser.find("#verify").click();
        assertThat(browser.find("#device-error").text()).isNotBlank();

        browser.open(at("/device"));
        browser.find("#user_code")
                .type(Shop.member(asked, "user_code").replace("-", "").toLowerCase(Locale.ROOT));
        browser.find("#verify").click();
        logIn();
        assertThat(browser.find("#user-code").text()).isEqualTo(Shop.member(asked, "user_code"));
        assertThat(browser.find("h1").text()).contains("Living Room TV");
        browser.find("#consent-accept").click();

        assertThat(browser.find("#device-approved").text()).contains("Living Room TV");
        assertThat(tv.poll(asked).statusCode()).isEqualTo(200);
        assertThat(browser.complaints()).noneMatch(complaint -> complaint.contains("Content Security Policy"));
    }

    @ParameterizedTest(name = "scripts: {0}")
    @ValueSource(booleans = {true, false})
    void linkFromSomebodyElseAsksBeforeItConnects(boolean scripts) {
        browser.runScripts(scripts);
        var tv = new Television(server, device);
        var asked = tv.ask();
        browser.open(URI.create(Shop.member(asked, "verification_uri_complete")));
        assertThat(browser.find("#user_code").property("value")).isEqualTo(Shop.member(asked, "user_code"));
        browser.find("#verify").click();
        logIn();
        browser.find("#consent-deny").click();

        assertThat(browser.find("#device-denied").text()).isNotBlank();
        assertThat(Television.error(tv.poll(asked))).isEqualTo("access_denied");
    }

    @ParameterizedTest(name = "scripts: {0}")
    @ValueSource(booleans = {true, false})
    @Tag("SEC-B15")
    void aliceShowsHerSecondFactorBeforeHerDeviceIsConnected(boolean scripts) {
        browser.runScripts(scripts);
        var vault = new Television(server, device);
        var first = vault.ask(VAULT);
        verify(first);
        logIn();
        var application = TestApplication.typed(browser.find("#secret").text(), CLOCK);
        browser.find("#totp").type(application.code());
        browser.find("#factor-submit").click();
        browser.find("#codes-kept").click();
        browser.find("#consent-accept").click();
        browser.find("#device-approved");
        assertThat(vault.poll(first, VAULT).statusCode()).isEqualTo(200);

        CLOCK.advance(Duration.ofSeconds(30));
        var second = vault.ask(VAULT);
        verify(second);
        logIn();
        browser.find("#totp").type("no code");
        browser.script("document.getElementById('totp').removeAttribute('pattern')");
        browser.find("#factor-submit").click();
        assertThat(browser.find("#factor-error").text()).isNotBlank();
        assertThat(Television.error(vault.poll(second, VAULT))).isEqualTo("authorization_pending");
        browser.find("#totp").type(application.code());
        browser.find("#factor-submit").click();
        assertThat(browser.find("#user-code").text()).isEqualTo(Shop.member(second, "user_code"));
        browser.find("#consent-accept").click();

        assertThat(browser.find("#device-approved").text()).contains("Vault");
        CLOCK.advance(Duration.ofSeconds(5));
        var tokens = vault.poll(second, VAULT);
        assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
        assertThat(Visitor.claims(tokens)).contains("\"mfa\"", "\"otp\"");
        assertThat(browser.complaints()).noneMatch(complaint -> complaint.contains("Content Security Policy"));
    }

    @Test
    @Tag("SEC-B15")
    void aliceShowsHerKeyBeforeHerDeviceIsConnected() {
        var safe = new Television(server, device);
        try (var key = browser.plugInKey(true)) {
            var first = safe.ask(SAFE);
            verify(first);
            logIn();
            browser.find("form[data-webauthn=create] #factor-submit").click();
            browser.find("#codes-kept").click();
            browser.find("#consent-accept").click();
            browser.find("#device-approved");
            assertThat(key.credentials()).isEqualTo(1);
            assertThat(safe.poll(first, SAFE).statusCode()).isEqualTo(200);

            var second = safe.ask(SAFE);
            verify(second);
            logIn();
            browser.find("form[data-webauthn=get] #factor-submit").click();
            assertThat(browser.find("#user-code").text()).isEqualTo(Shop.member(second, "user_code"));
            assertThat(Television.error(safe.poll(second, SAFE))).isEqualTo("authorization_pending");
            browser.find("#consent-accept").click();

            assertThat(browser.find("#device-approved").text()).contains("Safe");
            CLOCK.advance(Duration.ofSeconds(5));
            var tokens = safe.poll(second, SAFE);
            assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
            assertThat(Visitor.claims(tokens)).contains("\"mfa\"", "\"hwk\"");
        }
        assertThat(browser.complaints()).noneMatch(complaint -> complaint.contains("Content Security Policy"));
    }

    @Test
    @Tag("SEC-B15")
    void deviceIsNotConnectedByAKeyOfSomebodyElse() {
        var safe = new Television(server, device);
        try (var mine = browser.plugInKey(true)) {
            verify(safe.ask(SAFE));
            logIn();
            browser.find("form[data-webauthn=create] #factor-submit").click();
            browser.find("#codes-kept");
            assertThat(mine.credentials()).isEqualTo(1);
        }
        var asked = safe.ask(SAFE);
        try (var other = browser.plugInKey(true)) {
            verify(asked);
            logIn();
            browser.find("form[data-webauthn=get] #factor-submit").click();

            assertThat(browser.find("#key-error:not([hidden])").text()).isNotBlank();
            assertThat(other.credentials()).isZero();
        }
        assertThat(Television.error(safe.poll(asked, SAFE))).isEqualTo("authorization_pending");
    }

    @Test
    void whoIsSignedOnProvesWhoTheyAreForADeviceAllTheSame() {
        var tv = new Television(server, device);
        browser.open(at("/auth/local?"
                + TestBrowser.encode(Map.of(
                        "client_id", "tv",
                        "redirect_uri", "urn:ietf:wg:oauth:2.0:oob",
                        "response_type", "code",
                        "scope", "openid"))));
        typePassword();
        browser.find("#code");
        browser.open(at(""));
        assertThat(browser.find("#identity").text()).contains("Alice Liddell");

        var asked = tv.ask();
        verify(asked);
        logIn();
        browser.find("#consent-accept");
        assertThat(Television.error(tv.poll(asked))).isEqualTo("authorization_pending");
        browser.find("#consent-deny").click();

        assertThat(browser.find("#device-denied").text()).contains("Living Room TV");
        assertThat(Television.error(tv.poll(asked))).isEqualTo("access_denied");
    }

    private static URI at(String path) {
        return URI.create("http://localhost:" + server.port() + "/idp" + path);
    }

    /// Follows the link that carries the code.
    private static void verify(HttpResponse<String> asked) {
        browser.open(URI.create(Shop.member(asked, "verification_uri_complete")));
        browser.find("#verify").click();
    }

    private static void logIn() {
        browser.find("a[href*='/device/login/local?']").click();
        typePassword();
    }

    private static void typePassword() {
        browser.find("#username").type("alice@example.org");
        browser.find("#password").type("correct horse");
        browser.find("#login").click();
    }
}
