package io.lintel.server.page;

import static io.lintel.server.page.LoggedOut.Outcome.SIGNED_OUT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.browser.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// How pages look and whether everybody can read them, in a real browser.
class AppearanceIT {

    private static final LanguagePreference ENGLISH = LanguagePreference.none();
    private static final String LONG =
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

    private static Browser browser;
    private static PageServer server;
    private static String axe;

    @BeforeAll
    static void start() {
        server = new PageServer();
        browser = Browser.start();
        axe = axe();
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
    }

    @BeforeEach
    void plain() {
        server.brand(Branding.plain());
        browser.preferColorScheme("light");
        browser.resize(1000, 800);
    }

    static Stream<String> everyPage() {
        return everyPage(Branding.plain()).keySet().stream();
    }

    static Stream<Arguments> everyPageInEveryForm() {
        return everyPage()
                .flatMap(page -> Stream.of(
                        Arguments.of(page, "light", 1000),
                        Arguments.of(page, "dark", 1000),
                        Arguments.of(page, "light", 320),
                        Arguments.of(page, "dark", 320)));
    }

    @ParameterizedTest(name = "{0}, {1}, {2} px")
    @MethodSource("everyPageInEveryForm")
    void auditOfAccessibilityFindsNothing(String name, String scheme, int width) {
        open(name, Branding.plain(), scheme, width);
        browser.script(axe);
        var found = browser.asynchronousScript("const done = arguments[0];"
                + " axe.run({resultTypes: ['violations', 'incomplete']}).then(result => done("
                + " result.violations.map(rule => rule.id + ': ' + rule.nodes.map(node => node.html).join(' | '))))");

        assertThat((List<?>) found).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyPage")
    void nothingStandsOutOfANarrowScreen(String name) {
        open(name, Branding.plain(), "light", 320);

        assertThat(browser.script("const page = document.documentElement; return page.scrollWidth - page.clientWidth"))
                .isEqualTo(number("0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyPage")
    void everythingToPressIsLargeEnoughForAFinger(String name) {
        open(name, Branding.plain(), "light", 320);

        // A box is pressed by its label, too.
        assertThat(
                        (List<?>)
                                browser.script(
                                        "return [...document.querySelectorAll('button, label:has([type=checkbox]),"
                                                + " input:not([type=hidden], [type=checkbox]), main .dex-btn')].filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"))
                .isEmpty();
    }

    @Test
    void pageMovesNotAfterItIsDrawn() {
        open("choice", Branding.plain(), "light", 1000);

        assertThat(browser.asynchronousScript("const done = arguments[0]; let moved = 0;"
                        + " new PerformanceObserver(list => list.getEntries().forEach(entry => moved += entry.value))"
                        + " .observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(moved), 100)"))
                .isEqualTo(number("0"));
    }

    @Test
    void pagesAreDarkWhereTheSystemIsDark() {
        open("login", Branding.plain(), "light", 1000);
        var light = color("body", "backgroundColor");
        open("login", Branding.plain(), "dark", 1000);

        assertThat(light).isEqualTo("rgb(243, 244, 247)");
        assertThat(color("body", "backgroundColor")).isEqualTo("rgb(15, 18, 23)");
    }

    @Test
    void forcedThemeDoesNotAskTheSystem() {
        open("login", branding("dark", null), "light", 1000);
        assertThat(color("body", "backgroundColor")).isEqualTo("rgb(15, 18, 23)");

        open("login", branding("light", null), "dark", 1000);
        assertThat(color("body", "backgroundColor")).isEqualTo("rgb(243, 244, 247)");
    }

    @Test
    void themeWrittenForDexAppliesAndIsNotMixedWithDark(@TempDir Path directory) throws IOException {
        var theme = Files.createDirectories(directory.resolve("themes/corp"));
        Files.writeString(theme.resolve("styles.css"), """
                .theme-body { background-color: #efefef; color: #333; font-family: serif; }
                .theme-navbar { background-color: #fff; box-shadow: 0 2px 2px rgba(0, 0, 0, 0.2); }
                .theme-navbar__logo-wrap { height: 46px; padding: 10px 15px; }
                .theme-navbar__logo { height: 100%; max-height: 25px; }
                .theme-heading { font-size: 20px; font-weight: 500; margin: 0 0 20px; color: #000; }
                .theme-panel { background-color: #fff; padding: 30px; }
                .theme-btn-provider { background-color: #fff; color: #333; min-width: 250px; }
                .theme-btn--primary { background-color: #036; border: none; color: #fff; min-width: 200px; }
                .theme-form-input { border: 1px solid #ccc; color: #666; height: 36px; width: 250px; }
                .theme-form-label { font-size: 13px; font-weight: 600; }
                .theme-link-back { margin-top: 4px; }
                """);
        Files.write(theme.resolve("logo.png"), png());

        open("login", branding("corp", directory), "dark", 1000);
        browser.screenshot(Path.of("target", "screenshots", "login-old-theme.png"));

        assertThat(color("body", "backgroundColor")).isEqualTo("rgb(239, 239, 239)");
        assertThat(color("#login", "backgroundColor")).isEqualTo("rgb(0, 51, 102)");
        assertThat(color("html", "colorScheme")).isEqualTo("light");
        assertThat(browser.find(".theme-navbar__logo").accessibleName()).isEqualTo("Example");
    }

    @Test
    void iconsAreSeenInAForcedHighContrast() {
        browser.media("forced-colors", "active");
        server.show("/choice", page("choice", Branding.plain()));
        browser.open(server.at("/choice"));

        assertThat(color(".dex-btn-icon", "backgroundColor")).isNotEqualTo(color("body", "backgroundColor"));
    }

    private static void open(String name, Branding branding, String scheme, int width) {
        server.brand(branding);
        server.show("/" + name, page(name, branding));
        browser.preferColorScheme(scheme);
        browser.resize(width, 800);
        browser.open(server.at("/" + name));
    }

    private static Map<String, Page> everyPage(Branding branding) {
        var pages = Samples.pages(Samples.ISSUER_AT_ROOT, branding);
        var ways = List.of(new ConnectorChoice.Way(LONG + " " + LONG, "ldap", "/a"));
        return Map.ofEntries(
                Map.entry("choice", pages.chooseConnector(Samples.choice(), ENGLISH)),
                Map.entry(
                        "choice-long",
                        pages.chooseConnector(new ConnectorChoice(ways, ShownClient.named(LONG)), ENGLISH)),
                Map.entry("choice-empty", pages.chooseConnector(new ConnectorChoice(List.of(), null), ENGLISH)),
                Map.entry("login", pages.login(Samples.login(null, null), ENGLISH)),
                Map.entry("login-failed", pages.login(Samples.login(LoginProblem.BUSY, LONG), ENGLISH)),
                Map.entry("consent", pages.consent(Samples.consent("theme/logo.png"), ENGLISH)),
                Map.entry("consent-device", pages.consent(Samples.consentForADevice(), ENGLISH)),
                Map.entry("device", pages.device(Samples.device(DeviceProblem.TOO_MANY), ENGLISH)),
                Map.entry("device-answered", pages.deviceAnswer(Samples.answer(true), ENGLISH)),
                Map.entry("logout", pages.logout(new LogoutForm("/a", Map.of(), LONG, LONG, "/"), ENGLISH)),
                Map.entry("logged-out", pages.loggedOut(new LoggedOut(SIGNED_OUT, List.of(), null), ENGLISH)),
                Map.entry("totp-enrol", pages.code(Samples.totp(true, null), ENGLISH)),
                Map.entry("totp", pages.code(Samples.totp(false, FactorProblem.WRONG_CODE), ENGLISH)),
                Map.entry("key", pages.key(Samples.key(true, FactorProblem.WRONG_KEY), ENGLISH)),
                Map.entry("recovery", pages.recovery(Samples.recovery(FactorProblem.WRONG_RECOVERY_CODE), ENGLISH)),
                Map.entry("recovery-codes", pages.recoveryCodes(Samples.recoveryCodes(), ENGLISH)),
                Map.entry("factors", pages.factors(Samples.factors(), ENGLISH)),
                Map.entry("factors-confirm", pages.factors(Samples.factorsToConfirm(), ENGLISH)),
                Map.entry("factor-removal", pages.removal(Samples.removal(), ENGLISH)),
                Map.entry("no-factors", pages.factors(Samples.noFactors(), ENGLISH)),
                Map.entry("code", pages.outOfBandCode(Samples.code(), ENGLISH)),
                Map.entry("error", pages.error(new ErrorReport(PageError.NOT_PERMITTED, LONG, "/retry"), ENGLISH)),
                Map.entry("home", pages.home(ENGLISH)),
                Map.entry("account", pages.account(Samples.account(), ENGLISH)),
                Map.entry("login-remember", pages.login(Samples.remembering(), ENGLISH)));
    }

    private static Branding branding(String theme, @Nullable Path directory) {
        return new Branding("Example", null, theme, Map.of("helpURL", "https://example.org/help"), directory);
    }

    private static Object color(String selector, String property) {
        return browser.script(
                "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]", selector, property);
    }

    private static Object number(String written) {
        return browser.script("return " + written);
    }

    private static byte[] png() {
        return Assets.load(Branding.plain())
                .find("theme/logo.png")
                .orElseThrow()
                .bytes();
    }

    private static Page page(String name, Branding branding) {
        var page = everyPage(branding).get(name);
        if (page == null) {
            throw new AssertionError("There is no page " + name);
        }
        return page;
    }

    private static String axe() {
        try (var script = AppearanceIT.class.getResourceAsStream("/axe.min.js")) {
            if (script == null) {
                throw new AssertionError("axe.min.js is not on the class path");
            }
            return new String(script.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
