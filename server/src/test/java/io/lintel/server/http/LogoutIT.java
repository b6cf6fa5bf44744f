package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.browser.Browser;
import io.lintel.server.browser.FreshBrowser;
import io.lintel.server.logout.LogoutReceiver;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A person logs out in a real browser, and an application hears of it in a frame (OpenID Connect Front-Channel
/// Logout).
@ExtendWith(FreshBrowser.class)
final class LogoutIT {

    private static LogoutReceiver application;
    private static TestServer server;
    private static Browser browser;

    @BeforeAll
    static void start(Browser fresh) {
        application = new LogoutReceiver();
        server = TestServer.start(
                TestServer.STANDARD + """
                  - id: framed
                    name: Framed
                    public: true
                    redirectURIs: ["@APP@/callback"]
                    postLogoutRedirectURIs: ["@APP@/bye"]
                    frontchannelLogoutURI: "@APP@/frame"
                    frontchannelLogoutSessionRequired: true
                sessions: {enabled: true}
                oauth2: {skipApprovalScreen: true}
                """.replace("@APP@", application.at("").toString()));
        browser = fresh;
    }

    @AfterAll
    static void stop() {
        server.close();
        application.close();
    }

    @BeforeEach
    void aliceIsLoggedIn() {
        browser.open(server.at("/auth/local?"
                + TestBrowser.encode(Map.of(
                        "client_id", "framed",
                        "redirect_uri", application.at("/callback").toString(),
                        "response_type", "code",
                        "scope", "openid email",
                        "state", "s"))));
        browser.find("#username").type("alice@example.org");
        browser.find("#password").type("correct horse");
        browser.find("#login").click();
        assertThat(browser.find("#arrived").text()).isEqualTo("/callback");
        application.await("/callback");
        browser.complaints();
    }

    private static URI logout() {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("client_id", "framed");
        parameters.put("post_logout_redirect_uri", application.at("/bye").toString());
        parameters.put("state", "s t");
        return server.at("/logout?" + TestBrowser.encode(parameters));
    }

    private static void assertHeardOf() {
        var told = application.await("/frame");
        assertThat(told.query())
                .matches("iss=http%3A%2F%2F127\\.0\\.0\\.1%3A" + server.port() + "%2Fidp&sid=[a-z2-7]{25}");
        assertThat(browser.complaints()).noneMatch(complaint -> complaint.contains("Content Security Policy"));
    }

    @Test
    @Tag("SEC-D9")
    @Tag("SEC-D6")
    void applicationHearsOfItAndTheBrowserGoesOn() {
        browser.open(logout());
        assertThat(browser.find("h1").text()).isEqualTo("Log out?");
        browser.find("#logout-confirm").click();

        assertThat(browser.find("#arrived").text()).isEqualTo("/bye");
        assertThat(browser.location().toString()).isEqualTo(application.at("/bye") + "?state=s+t");
        assertHeardOf();
        assertIsLoggedOut();
    }

    /// Without scripts the browser goes on after a few seconds, or at a press.
    @ParameterizedTest(name = "pressed: {0}")
    @ValueSource(booleans = {true, false})
    void withoutScriptsTheBrowserGoesOnToo(boolean pressed) {
        browser.runScripts(false);
        browser.open(logout());
        browser.find("#logout-confirm").click();
        if (pressed) {
            browser.find("#continue").click();
        }

        assertThat(browser.find("#arrived").text()).isEqualTo("/bye");
        assertHeardOf();
    }

    @Test
    void whoWantsToStayStays() {
        browser.open(logout());
        browser.find("#logout-stay").click();

        browser.open(logout());
        assertThat(browser.find("h1").text()).isEqualTo("Log out?");
    }

    private static void assertIsLoggedOut() {
        browser.open(server.at("/logout"));
        assertThat(browser.find("h1").text()).isEqualTo("You are not logged in");
    }
}
