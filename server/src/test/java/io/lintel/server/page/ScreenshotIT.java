package io.lintel.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.browser.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
        shown.put("code", pages.outOfBandCode(Samples.code(), none));
        shown.put("consent-device", pages.consent(Samples.consentForADevice(), none));
        shown.put("consent-device-german", pages.consent(Samples.consentForADevice(), GERMAN));
        shown.put("device", pages.device(Samples.device(null), none));
        shown.put("device-unknown", pages.device(Samples.device(DeviceProblem.UNKNOWN_CODE), GERMAN));
        shown.put("device-approved", pages.deviceAnswer(Samples.answer(true), none));
        shown.put("device-denied", pages.deviceAnswer(Samples.answer(false), GERMAN));
        shown.put("error", pages.error(Samples.error(PageError.NOT_PERMITTED), none));
        shown.put("home", pages.home(none));
        return shown;
    }
}
