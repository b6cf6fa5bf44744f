package io.lintel.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.browser.Browser;
import io.lintel.server.logo.Pictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Pictures of every page for somebody to look at, in `target/screenshots`.
class ScreenshotIT {

    private static final Path DIRECTORY = Path.of("target", "screenshots");
    private static final LanguagePreference GERMAN = new LanguagePreference("de", null);

    private static Browser browser;
    private static PageServer server;

    @BeforeAll
    static void start() {
        server = new PageServer();
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
    }

    @Test
    void everyPageIsPicturedInLightDarkAndOnAPhone() throws Exception {
        var shown = shown();
        shown.forEach((name, page) -> server.show("/" + name, page));
        server.show("/client-logo", Pictures.SVG);

        for (var name : shown.keySet()) {
            picture(name, "light", 1100, 800);
            picture(name, "dark", 1100, 800);
            picture(name, "phone", 320, 640);
        }

        try (var pictures = Files.list(DIRECTORY)) {
            assertThat(pictures).hasSizeGreaterThanOrEqualTo(3 * shown.size());
        }
    }

    private static void picture(String name, String kind, int width, int height) {
        browser.resize(width, height);
        browser.preferColorScheme(kind.equals("dark") ? "dark" : "light");
        browser.open(server.at("/" + name));
        browser.resize(width, Math.max(height, browser.wholeHeight()));
        browser.screenshot(DIRECTORY.resolve(name + "-" + kind + ".png"));
    }

    private static Map<String, Page> shown() {
        var pages = Samples.pages(server.at(""), Branding.plain());
        var none = LanguagePreference.none();
        var shown = new LinkedHashMap<String, Page>();
        shown.put("choice", pages.chooseConnector(Samples.choice(), none));
        shown.put("login", pages.login(Samples.login(null, null), none));
        shown.put(
                "login-failed", pages.login(Samples.login(LoginProblem.WRONG_CREDENTIALS, "jane@example.org"), GERMAN));
        shown.put("consent", pages.consent(Samples.consent(null), none));
        shown.put("consent-german", pages.consent(Samples.consent("theme/logo.svg"), GERMAN));
        shown.put("totp-enrol", pages.code(Samples.totp(true, null), none));
        shown.put("totp", pages.code(Samples.totp(false, FactorProblem.WRONG_CODE), GERMAN));
        shown.put("key-enrol", pages.key(Samples.key(true, null), GERMAN));
        shown.put("key", pages.key(Samples.key(false, FactorProblem.WRONG_KEY), none));
        shown.put("recovery", pages.recovery(Samples.recovery(FactorProblem.WRONG_RECOVERY_CODE), none));
        shown.put("factors", pages.factors(Samples.factors(), none));
        shown.put("factors-german", pages.factors(Samples.factors(), GERMAN));
        shown.put("factors-confirm", pages.factors(Samples.factorsToConfirm(), none));
        shown.put("factor-removal", pages.removal(Samples.removal(), none));
        shown.put("factor-removal-german", pages.removal(Samples.removal(), GERMAN));
        shown.put("no-factors", pages.factors(Samples.noFactors(), none));
        shown.put("recovery-codes", pages.recoveryCodes(Samples.recoveryCodes(), none));
        shown.put("code", pages.outOfBandCode(Samples.code(), none));
        shown.put("consent-device", pages.consent(Samples.consentForADevice(), none));
        shown.put("consent-device-german", pages.consent(Samples.consentForADevice(), GERMAN));
        shown.put("device", pages.device(Samples.device(null), none));
        shown.put("device-unknown", pages.device(Samples.device(DeviceProblem.UNKNOWN_CODE), GERMAN));
        shown.put("device-approved", pages.deviceAnswer(Samples.answer(true), none));
        shown.put("device-denied", pages.deviceAnswer(Samples.answer(false), GERMAN));
        shown.put("error", pages.error(Samples.error(PageError.NOT_PERMITTED), none));
        shown.put("logout", pages.logout(Samples.logout(), none));
        shown.put("logout-german", pages.logout(Samples.logout(), GERMAN));
        shown.put("logged-out", pages.loggedOut(new LoggedOut(LoggedOut.Outcome.SIGNED_OUT, List.of(), null), none));
        shown.put(
                "not-logged-in", pages.loggedOut(new LoggedOut(LoggedOut.Outcome.NO_SESSION, List.of(), null), GERMAN));
        shown.put("home", pages.home(none));
        shown.put("account", pages.account(Samples.account(), none));
        shown.put("account-german", pages.account(Samples.account(), GERMAN));
        shown.put("login-remember", pages.login(Samples.remembering(), none));
        return shown;
    }
}
