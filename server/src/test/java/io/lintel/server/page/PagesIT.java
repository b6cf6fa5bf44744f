package io.lintel.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.browser.Browser;
import io.lintel.server.browser.Key;
import io.lintel.server.logo.Pictures;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What end-users do with pages, in a real browser, under the policy the product sends.
class PagesIT {

    private static final LanguagePreference ENGLISH = LanguagePreference.none();

    private static Browser browser;
    private static PageServer server;
    private static PageServer elsewhere;

    @BeforeAll
    static void start() {
        server = new PageServer();
        elsewhere = new PageServer();
        browser = Browser.start();
        elsewhere.show("/done", new Page(200, done("Elsewhere")));
    }

    @AfterAll
    static void stop() {
        browser.close();
        elsewhere.close();
        server.close();
    }

    @BeforeEach
    void showEverything() {
        var pages = Samples.pages(server.at(""), Branding.plain());
        server.brand(Branding.plain());
        server.redirectTo("/done");
        server.show("/done", new Page(200, done("Done")));
        server.show("/choice", pages.chooseConnector(Samples.choice(), ENGLISH));
        server.show("/auth/corp", pages.login(Samples.login(null, null), ENGLISH));
        server.show("/failed", pages.login(Samples.login(LoginProblem.WRONG_CREDENTIALS, "jane"), ENGLISH));
        server.show("/consent", pages.consent(Samples.consent("static/img/local.svg"), ENGLISH));
        server.show("/code", pages.outOfBandCode(Samples.code(), ENGLISH));
        server.show("/error", pages.error(Samples.error(PageError.SERVER_ERROR), ENGLISH));
        server.show("/home", pages.home(ENGLISH));
        server.show(
                "/post", pages.formPost(Samples.post(elsewhere.at("/acs?x=1").toString()), ENGLISH));
        browser.runScripts(true);
        browser.preferColorScheme("light");
        browser.resize(1000, 800);
        browser.complaints();
    }

    @ParameterizedTest(name = "scripts: {0}")
    @ValueSource(booleans = {true, false})
    void loginFormIsPostedWithAndWithoutScripts(boolean scripts) {
        browser.runScripts(scripts);
        browser.open(server.at("/auth/corp"));
        browser.find("#username").type("jane@example.org");
        browser.find("#password").type("pä ss\"<>&");
        browser.find("#login").click();

        assertThat(browser.find("#arrived").text()).isEqualTo("Done");
        var posted = server.awaitPost();
        assertThat(posted.path()).isEqualTo("/posted?req=1&x=2");
        assertThat(posted.fields())
                .containsOnly(
                        Map.entry("login", "jane@example.org"),
                        Map.entry("password", "pä ss\"<>&"),
                        Map.entry("csrf", "a\"b'c<d>&e"));
    }

    @ParameterizedTest(name = "scripts: {0}")
    @ValueSource(booleans = {true, false})
    void consentIsAnsweredWithAndWithoutScripts(boolean scripts) {
        browser.runScripts(scripts);
        browser.open(server.at("/consent"));
        browser.find("#consent-accept").click();
        browser.find("#arrived");
        browser.open(server.at("/consent"));
        browser.find("#consent-deny").click();
        browser.find("#arrived");

        assertThat(server.awaitPost().fields()).isEqualTo(Map.of("approval", "approve", "req", "r-1", "csrf", "t-1"));
        assertThat(server.awaitPost().fields()).isEqualTo(Map.of("approval", "rejected", "req", "r-1", "csrf", "t-1"));
    }

    @Test
    void formForAnotherSiteLeavesByItselfOnce() {
        browser.open(server.at("/home"));
        browser.open(server.at("/post"));

        assertThat(browser.find("#arrived").text()).isEqualTo("Elsewhere");
        var posted = elsewhere.awaitPost();
        assertThat(posted.path()).isEqualTo("/acs?x=1");
        assertThat(posted.fields())
                .isEqualTo(Map.of("SAMLRequest", "PHNhbWxwOkF1dGhuUmVxdWVzdC8+", "RelayState", "a1 b\"2"));

        browser.back();
        assertThat(browser.location().getPath()).isNotEqualTo("/done");
        assertThat(elsewhere.gotNothingMore()).isTrue();
    }

    @Test
    void formForAnotherSiteLeavesAtThePressOfAButtonWithoutScripts() {
        browser.runScripts(false);
        browser.open(server.at("/post"));
        assertThat(elsewhere.gotNothingMore()).isTrue();
        browser.find("#continue").click();

        assertThat(browser.find("#arrived").text()).isEqualTo("Elsewhere");
        assertThat(elsewhere.awaitPost().fields()).containsKey("SAMLRequest");
    }

    @ParameterizedTest(name = "it can be had: {0}")
    @ValueSource(booleans = {true, false})
    void logoOfAClientLeavesNoGapWhereItCannotBeHad(boolean there) {
        var pages = Samples.pages(server.at(""), Branding.plain());
        var relay = there ? "/client-logo" : "/no-logo";
        server.show("/client-logo", Pictures.SVG);
        var client = new ShownClient("Shop", new ShownClient.Logo(null, relay), null, null);
        server.show("/shop", pages.chooseConnector(new ConnectorChoice(List.of(), client), ENGLISH));

        browser.open(server.at("/shop"));

        browser.find(there ? ".dex-client-logo:not([hidden])" : ".dex-client-logo[hidden]");
        var height = "return document.querySelector('.dex-client-logo').getBoundingClientRect().height";
        assertThat(((Number) browser.script(height)).intValue()).isEqualTo(there ? 48 : 0);
    }

    @Test
    void loginMayEndAtAnyClientThoughItWasAPostedForm() {
        server.redirectTo(elsewhere.at("/done").toString());
        browser.open(server.at("/consent"));
        browser.find("#consent-accept").click();

        assertThat(browser.find("#arrived").text()).isEqualTo("Elsewhere");
        assertThat(server.awaitPost().fields()).containsEntry("approval", "approve");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void secondPressWhileTheFirstIsOnItsWaySendsNothing() {
        browser.open(server.at("/consent"));
        browser.script("const yes = document.getElementById('consent-accept'); yes.click(); yes.click();"
                + " document.getElementById('consent-deny').click()");

        assertThat(browser.find("#arrived").text()).isEqualTo("Done");
        assertThat(server.awaitPost().fields()).containsEntry("approval", "approve");
        assertThat(server.gotNothingMore()).isTrue();
    }

    @Test
    void everythingIsDoneWithTheKeyboardAlone() {
        browser.open(server.at("/choice"));
        browser.press(Key.TAB);
        assertThat(browser.focused().text()).isEqualTo("Log in with Corporate directory");
        assertThat(focusIsVisible()).isTrue();
        browser.press(Key.ENTER);

        browser.find("#username:focus");
        assertThat(focusIsVisible()).isTrue();
        browser.type("jane");
        browser.press(Key.TAB);
        browser.find("#password:focus");
        browser.type("secret");
        browser.press(Key.ENTER);
        assertThat(browser.find("#arrived").text()).isEqualTo("Done");
        assertThat(server.awaitPost().fields()).containsEntry("login", "jane").containsEntry("password", "secret");

        browser.open(server.at("/consent"));
        browser.press(Key.TAB);
        assertThat(browser.focused().property("id")).isEqualTo("consent-accept");
        browser.press(Key.TAB);
        assertThat(browser.focused().property("id")).isEqualTo("consent-deny");
        assertThat(focusIsVisible()).isTrue();
        browser.press(Key.SPACE);
        assertThat(browser.find("#arrived").text()).isEqualTo("Done");
        assertThat(server.awaitPost().fields()).containsEntry("approval", "rejected");
    }

    @Test
    void assistiveTechnologyIsToldWhatEverythingIs() {
        browser.open(server.at("/failed"));
        assertThat(browser.find("#username").accessibleName()).isEqualTo("Email address");
        assertThat(browser.find("#password").accessibleName()).isEqualTo("Password");
        assertThat(browser.find("#login").accessibleName()).isEqualTo("Log in");
        assertThat(browser.find("#login-error").role()).isEqualTo("alert");
        assertThat(browser.focused().property("id")).isEqualTo("password");

        browser.open(server.at("/choice"));
        assertThat(browser.find("main a").accessibleName()).isEqualTo("Log in with Corporate directory");
        assertThat(browser.find("main ul").role()).isEqualTo("list");
        assertThat(browser.find("main ul").accessibleName()).isEqualTo("Ways to log in");

        browser.open(server.at("/code"));
        assertThat(browser.find("#code").accessibleName()).isEqualTo("Code");
    }

    @Test
    void codeIsCopiedByAButtonThatSaysSo() {
        browser.open(server.at("/code"));
        browser.find("#copy").click();

        assertThat(browser.find("[role=status]:not(:empty)").property("textContent"))
                .isEqualTo("Copied");
        assertThat(browser.find("#copy").text()).isEqualTo("Copied");
    }

    @Test
    void buttonThatNeedsAScriptIsNotShownWithoutOne() {
        browser.runScripts(false);
        browser.open(server.at("/code"));

        assertThat(browser.script("return getComputedStyle(document.getElementById('copy')).visibility"))
                .isEqualTo("hidden");
        assertThat(browser.find("#code").property("value")).isEqualTo("p3v5cwm7bxd2ofkq6yjz4nhra");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/choice", "/auth/corp", "/failed", "/consent", "/code", "/error", "/home"})
    @Tag("SEC-D6")
    void pageNeedsNothingThePolicyForbids(String path) {
        browser.open(server.at(path));

        assertThat(browser.complaints().stream().filter(said -> !said.contains("status of")))
                .isEmpty();
        assertThat(browser.script("return [...document.images].every(image => image.naturalWidth > 0)"))
                .isEqualTo(true);
    }

    @Test
    @Tag("SEC-D6")
    void policyStopsAScriptSomebodySmuggledIn() {
        server.show("/smuggled", new Page(200, "<!DOCTYPE html><title>a</title><script>document.title='b'</script>"));
        browser.open(server.at("/smuggled"));

        assertThat(browser.title()).isEqualTo("a");
        browser.awaitComplaint("Content Security Policy");
    }

    @Test
    @Tag("SEC-D6")
    void noPageCanBeShownInsideAnother() {
        var frame = "<!DOCTYPE html><title>frame</title><iframe src='" + server.at("/auth/corp") + "'></iframe>";
        try (var framing = new PageServer()) {
            framing.withoutHeaders();
            framing.show("/frame", new Page(200, frame));
            browser.open(framing.at("/frame"));

            browser.awaitComplaint("frame-ancestors");
        }
    }

    @Test
    @Tag("SEC-D2")
    void formOfOurOwnSaysThatItComesFromOurSite() {
        browser.open(server.at("/consent"));
        browser.find("#consent-accept").click();
        browser.find("#arrived");
        var own = server.awaitPost().headers();
        server.show(
                "/foreign",
                new Page(
                        200,
                        "<!DOCTYPE html><title>x</title><form id=f method=post action='" + elsewhere.at("/posted")
                                + "'><input name=a value=b></form>"));
        browser.open(URI.create(server.at("/foreign").toString().replace("localhost", "127.0.0.1")));
        browser.script("document.getElementById('f').submit()");
        var foreign = elsewhere.awaitPost().headers();

        assertThat(own.getFirst("Sec-Fetch-Site")).isEqualTo("same-origin");
        assertThat(own.getFirst("Referer")).isNull();
        assertThat(foreign.getFirst("Sec-Fetch-Site")).isEqualTo("cross-site");
        // With no referrer there is no origin either (Fetch, section 3.2): it cannot tell own forms from foreign ones.
        assertThat(List.of(own.getFirst("Origin"), foreign.getFirst("Origin"))).containsOnly("null");
    }

    private static boolean focusIsVisible() {
        return Boolean.TRUE.equals(browser.script("const style = getComputedStyle(document.activeElement);"
                + " return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2"));
    }

    private static String done(String heading) {
        return "<!DOCTYPE html><html lang=en><title>" + heading + "</title><h1 id=arrived>" + heading + "</h1>";
    }
}
