package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.factor.FactorHolders;
import io.lintel.oauth2.Subject;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.browser.Browser;
import io.lintel.server.browser.FreshBrowser;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A person signs in with a security key in a real browser.
@ExtendWith(FreshBrowser.class)
final class SecurityKeyIT {

    private static final String MFA = """
          - {id: cli, name: Command Line, public: true, mfaChain: [key]}
          - {id: strict, name: Strict, public: true, mfaChain: [verified]}
        mfa:
          authenticators:
            - {id: key, type: WebAuthn, config: {attestationPreference: none}}
            - {id: verified, type: WebAuthn, config: {userVerification: required}}
        """;

    private static TestServer server;
    private static Browser browser;

    @BeforeAll
    static void start(Browser fresh) {
        // Browsers use keys at names only.
        server = TestServer.start(TestServer.STANDARD.replace("@ISSUER@", "http://localhost:@PORT@/idp") + MFA);
        browser = fresh;
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void aliceHasNoFactors() {
        server.context().getBean(FactorHolders.class).remove(new Subject("a11ce", "local"));
    }

    @Test
    @Tag("SEC-H5")
    void keyIsRegisteredOnceAndShownAtEveryLogin() {
        try (var key = browser.plugInKey(true)) {
            register("cli");
            assertThat(browser.findAll("#recovery-codes code")).hasSize(10);
            browser.find("#codes-kept").click();
            browser.find("#consent-accept").click();
            assertThat(browser.find("#code").property("value")).hasSizeGreaterThan(40);
            assertThat(key.credentials()).isEqualTo(1);

            logIn("cli");
            assertThat(browser.findAll("#factor-name")).isEmpty();
            browser.find("#factor-submit").click();
            browser.find("#consent-accept").click();

            assertThat(browser.find("#code").property("value")).hasSizeGreaterThan(40);
        }
        assertThat(browser.complaints()).noneMatch(complaint -> complaint.contains("Content Security Policy"));
    }

    @Test
    @Tag("SEC-H5")
    void copyOfAKeyIsRefused() {
        try (var key = browser.plugInKey(true)) {
            register("cli");
            logIn("cli");
            browser.find("#factor-submit").click();
            browser.find("#consent-accept");
            key.countAgainFrom(0);

            logIn("cli");
            browser.find("#factor-submit").click();

            assertThat(browser.find("#factor-error").text()).isNotBlank();
        }
    }

    @Test
    void keyOfSomebodyElseOpensNothing() {
        try (var mine = browser.plugInKey(true)) {
            register("cli");
            assertThat(mine.credentials()).isEqualTo(1);
        }
        try (var other = browser.plugInKey(true)) {
            logIn("cli");
            browser.find("#factor-submit").click();

            assertThat(browser.find("#key-error:not([hidden])").text()).isNotBlank();
            assertThat(other.credentials()).isZero();
        }
    }

    @Test
    void keyThatCannotSayWhoHoldsItIsRefusedWhereThatIsRequired() {
        try (var key = browser.plugInKey(false)) {
            logIn("strict");
            browser.find("#factor-submit").click();

            assertThat(browser.find("#key-error:not([hidden])").text()).isNotBlank();
            assertThat(key.credentials()).isZero();
        }
    }

    @Test
    void withoutScriptsThePageSaysWhatItNeeds() {
        browser.runScripts(false);
        logIn("cli");

        assertThat(browser.find("noscript p").text()).contains("JavaScript");
    }

    @Test
    void recoveryCodeLetsInWithoutTheKey() {
        try (var key = browser.plugInKey(true)) {
            register("cli");
            assertThat(key.credentials()).isEqualTo(1);
        }
        var code = browser.find("#recovery-codes code").text();
        browser.find("#codes-kept").click();
        browser.find("#consent-accept");

        logIn("cli");
        browser.find("#recovery").click();
        browser.find("#recovery-code").type(code);
        browser.find("#factor-submit").click();

        assertThat(browser.find("#consent-accept").text()).isNotBlank();
    }

    private static void register(String client) {
        logIn(client);
        browser.find("#factor-name").type("Blue key");
        browser.find("#factor-submit").click();
        browser.find("#recovery-codes");
    }

    private static void logIn(String client) {
        browser.open(URI.create("http://localhost:" + server.port() + "/idp/auth/local?"
                + TestBrowser.encode(Map.of(
                        "client_id", client,
                        "redirect_uri", "urn:ietf:wg:oauth:2.0:oob",
                        "response_type", "code",
                        "scope", "openid",
                        "state", "s"))));
        browser.find("#username").type("alice@example.org");
        browser.find("#password").type("correct horse");
        browser.find("#login").click();
        browser.find("form[data-webauthn]");
    }
}
