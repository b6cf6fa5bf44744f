package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.factor.FactorHolders;
import io.lintel.oauth2.Subject;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.browser.Browser;
import io.lintel.server.browser.Camera;
import io.lintel.server.browser.Element;
import io.lintel.server.browser.FreshBrowser;
import io.lintel.signing.SettableClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A person looks after their second factors in a real browser, with and without scripts.
@ExtendWith(FreshBrowser.class)
final class OwnFactorsIT {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final String TEXT = TestServer.STANDARD.replace("@ISSUER@", "http://localhost:@PORT@/idp") + """
          - {id: cli, name: Command Line, public: true, mfaChain: []}
          - {id: vault, name: Vault, public: true, mfaChain: [app]}
          - {id: safe, name: Safe, public: true, mfaChain: [key]}
        oauth2: {skipApprovalScreen: true}
        sessions: {enabled: true, validIfNotUsedFor: 24h}
        mfa:
          authenticators:
            - {id: app, type: TOTP, config: {issuer: Example}}
            - {id: key, type: WebAuthn, config: {attestationPreference: none}}
        """;

    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private static TestServer server;
    private static Browser browser;

    @BeforeAll
    static void start(Browser fresh) {
        // Browsers use keys at names only.
        server = TestServer.start(TEXT, CLOCK);
        browser = fresh;
        browser.resize(1000, 1200);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void aliceHasNothingAndIsSignedOn() {
        CLOCK.advance(Duration.ofMinutes(1));
        server.context().getBean(FactorHolders.class).remove(new Subject("a11ce", "local"));
        browser.complaints();
        logIn("cli");
        browser.find("#code");
    }

    @AfterEach
    void nothingTheBrowserWouldForbid() {
        assertThat(browser.complaints()).noneMatch(complaint -> complaint.contains("Content Security Policy"));
    }

    @Test
    @Tag("SEC-H5")
    void eitherOfTwoKeysLetsInAndOneOfThemIsRemoved() {
        try (var blue = browser.plugInKey(true)) {
            addKey("Blue key");
            keepCodes();
            assertThat(blue.credentials()).isEqualTo(1);
        }
        try (var red = browser.plugInKey(true)) {
            addKey("Red key");
            assertThat(names("#factors .dex-entry:nth-child(2)")).containsExactly("Blue key", "Red key");
            picture("factors-real");
            assertThat(passesWithKey()).isTrue();

            manage();
            browser.find("#factors .dex-entry:nth-child(2) [data-remove]").click();
            assertThat(browser.find("#removed").text()).contains("Red key");
            picture("factor-removal-real");
            browser.find("#remove-keep").click();
            assertThat(names("#factors .dex-entry:nth-child(2)")).containsExactly("Blue key", "Red key");
            browser.find("#factors .dex-entry:nth-child(2) [data-remove]").click();
            browser.find("#remove-confirm").click();
            assertThat(names("#factors .dex-entry:only-child")).containsExactly("Blue key");
            assertThat(red.credentials()).isEqualTo(1);
            assertThat(passesWithKey()).as("with the key that was removed").isFalse();
        }
    }

    @Test
    void keyThatIsSetUpAlreadyIsNotSetUpTwice() {
        try (var key = browser.plugInKey(true)) {
            addKey("Blue key");
            keepCodes();
            addKey("Again");

            assertThat(browser.find("#key-error:not([hidden])").text()).contains("already");
            assertThat(key.credentials()).isEqualTo(1);
        }
        manage();
        assertThat(names("#factors .dex-entry")).containsExactly("Blue key");
    }

    @Test
    @Tag("SEC-B15")
    void lastFactorIsRemovedOnlyAfterItWasShownOnceMore() {
        try (var key = browser.plugInKey(true)) {
            addKey("Blue key");
            keepCodes();
            browser.find("#factors [data-remove]").click();
            browser.find("#remove-confirm");
            CLOCK.advance(Duration.ofMinutes(11));
            browser.find("#remove-confirm").click();
            browser.find("[data-confirm=key]");
            assertThat(names("#factors .dex-entry")).containsExactly("Blue key");
            assertThat(browser.findAll("#factors [data-remove], [data-add], #new-codes"))
                    .isEmpty();
            picture("factors-confirm-real");

            browser.find("[data-confirm=key]").click();
            browser.find("form[data-webauthn=get] #factor-submit").click();
            browser.find("#factors [data-remove]").click();
            browser.find("#remove-confirm").click();

            assertThat(browser.find("#no-factors").text()).isNotBlank();
            assertThat(key.credentials()).isEqualTo(1);
        }
    }

    @Test
    void withoutScriptsTheListSaysWhatAKeyNeeds() {
        browser.runScripts(false);
        manage();
        browser.find("[data-add=key]").click();

        assertThat(browser.find("noscript p").text()).contains("JavaScript");
    }

    @ParameterizedTest(name = "scripts: {0}")
    @ValueSource(booleans = {true, false})
    void applicationIsSetUpByItsPictureOrItsLettersAndRemoved(boolean scripts) {
        browser.runScripts(scripts);
        manage();
        browser.find("[data-add=app]").click();
        var letters = browser.find("#secret").text();
        var scanned = Camera.read(picture("totp-enrol-real"));
        assertThat(scanned)
                .startsWith("otpauth://totp/Example:")
                .contains("alice%40example.org", "secret=" + letters + "&", "issuer=Example");
        var application = TestApplication.typed(letters, CLOCK);
        browser.find("#factor-name").type("My phone");
        browser.find("#totp").type(wrong(application.code()));
        browser.find("#factor-submit").click();
        assertThat(browser.find("#factor-error").text()).isNotBlank();
        assertThat(browser.find("#secret").text()).as("the same application").isEqualTo(letters);

        browser.find("#factor-name").type("My phone");
        browser.find("#totp").type(application.code());
        browser.find("#factor-submit").click();
        keepCodes();
        assertThat(names("#factors .dex-entry")).containsExactly("My phone");

        browser.find("#factors [data-remove]").click();
        browser.find("#remove-confirm").click();
        assertThat(browser.find("#no-factors").text()).isNotBlank();
    }

    @ParameterizedTest(name = "scripts: {0}")
    @ValueSource(booleans = {true, false})
    void newRecoveryCodesTakeThePlaceOfTheOldOnes(boolean scripts) {
        browser.runScripts(scripts);
        addApplication();
        var old = browser.find("#recovery-codes code").text();
        keepCodes();
        browser.find("#new-codes").click();
        var fresh = browser.find("#recovery-codes code").text();
        assertThat(browser.findAll("#recovery-codes code")).hasSize(10);
        picture("recovery-codes-real");
        keepCodes();
        assertThat(browser.find("#codes-left").text()).contains("10");

        logIn("vault");
        browser.find("#recovery").click();
        browser.find("#recovery-code").type(old);
        browser.find("#factor-submit").click();
        assertThat(browser.find("#factor-error").text()).isNotBlank();
        browser.find("#recovery-code").type(fresh);
        browser.find("#factor-submit").click();

        assertThat(browser.find("#code").property("value")).hasSizeGreaterThan(40);
        manage();
        assertThat(browser.find("#codes-left").text()).contains("9");
    }

    /// Whether a login that demands a key goes on with the one that is plugged in.
    private static boolean passesWithKey() {
        logIn("safe");
        browser.find("form[data-webauthn=get] #factor-submit").click();
        return browser.find("#code, #key-error:not([hidden]), #factor-error")
                .property("id")
                .equals("code");
    }

    private static void addKey(String name) {
        manage();
        browser.find("[data-add=key]").click();
        browser.find("#factor-name").type(name);
        browser.find("form[data-webauthn=create] #factor-submit").click();
    }

    private static void addApplication() {
        manage();
        browser.find("[data-add=app]").click();
        var application = TestApplication.typed(browser.find("#secret").text(), CLOCK);
        browser.find("#totp").type(application.code());
        browser.find("#factor-submit").click();
    }

    /// Goes on from new recovery codes to the list.
    private static void keepCodes() {
        browser.find("#codes-kept").click();
        browser.find("#factors");
    }

    private static void manage() {
        browser.open(at("/mfa/manage"));
        browser.find("#back");
    }

    /// @param awaited what is there once the page is the one that is meant
    private static List<String> names(String awaited) {
        browser.find(awaited);
        return browser.findAll("#factors .dex-entry-heading").stream()
                .map(Element::text)
                .toList();
    }

    private static String wrong(String code) {
        return (code.startsWith("0") ? "1" : "0") + code.substring(1);
    }

    private static Path picture(String name) {
        var file = PICTURES.resolve(name + ".png");
        browser.screenshot(file);
        return file;
    }

    private static void logIn(String client) {
        browser.open(at("/auth/local?"
                + TestBrowser.encode(Map.of(
                        "client_id", client,
                        "redirect_uri", "urn:ietf:wg:oauth:2.0:oob",
                        "response_type", "code",
                        "scope", "openid",
                        "prompt", "login",
                        "state", "s"))));
        browser.find("#username").type("alice@example.org");
        browser.find("#password").type("correct horse");
        browser.find("#login").click();
    }

    private static URI at(String path) {
        return URI.create("http://localhost:" + server.port() + "/idp" + path);
    }
}
