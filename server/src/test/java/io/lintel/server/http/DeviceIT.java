package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.browser.Browser;
import java.net.URI;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A person connects a device through a real browser, with and without scripts.
@Tag("SEC-E5")
final class DeviceIT {

    private static TestServer server;
    private static Browser browser;
    private static TestBrowser device;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestServer.STANDARD + Television.CLIENTS + "oauth2: {skipApprovalScreen: true}\n");
        browser = Browser.start();
        device = new TestBrowser();
    }

    @AfterAll
    static void stop() {
        device.close();
        browser.close();
        server.close();
    }

    @BeforeEach
    void freshBrowser() {
        browser.forgetCookies();
        browser.runScripts(true);
    }

    @ParameterizedTest(name = "scripts: {0}")
    @ValueSource(booleans = {true, false})
    void aliceTypesTheCodeOfHerTelevision(boolean scripts) {
        browser.runScripts(scripts);
        var tv = new Television(server, device);
        var asked = tv.ask();
        browser.open(server.at("/device"));
        browser.find("#user_code").type("BBBB-BBBB");
        browser.find("#verify").click();
        assertThat(browser.find("#device-error").text()).isNotBlank();

        browser.open(server.at("/device"));
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

    private static void logIn() {
        browser.find("a[href*='/device/login/local?']").click();
        browser.find("#username").type("alice@example.org");
        browser.find("#password").type("correct horse");
        browser.find("#login").click();
    }
}
