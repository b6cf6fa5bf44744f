package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.browser.Browser;
import io.lintel.server.browser.FreshBrowser;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A person signs in through a real browser, with and without scripts, and an application gets the code.
@ExtendWith(FreshBrowser.class)
final class LoginIT {

    private static TestServer server;
    private static Browser browser;

    @BeforeAll
    static void start(Browser fresh) {
        // Public and without registered URIs: it may use the loopback interface, or show the code.
        server = TestServer.start(TestServer.STANDARD + "  - {id: cli, name: Command Line, public: true}\n");
        browser = fresh;
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest(name = "scripts: {0}")
    @ValueSource(booleans = {true, false})
    void aliceSignsInAndTheApplicationGetsACode(boolean scripts) {
        browser.runScripts(scripts);
        browser.open(authorize("urn:ietf:wg:oauth:2.0:oob"));
        browser.find("a[href*='/auth/local?']").click();
        browser.find("#username").type("alice@example.org");
        browser.find("#password").type("wrong");
        browser.find("#login").click();
        assertThat(browser.find("[role=alert]").text()).isNotBlank();

        browser.find("#password").type("correct horse");
        browser.find("#login").click();
        browser.find("#consent-accept").click();

        assertThat(browser.find("#code").property("value")).hasSizeGreaterThan(40);
        assertThat(browser.complaints()).noneMatch(complaint -> complaint.contains("Content Security Policy"));
    }

    @Test
    void aliceDoesNotConsentAndTheApplicationIsTold() {
        // Any page of this machine will do as the application.
        var application = server.at("/robots.txt").toString();
        browser.open(authorize(application));
        browser.find("a[href*='/auth/local?']").click();
        browser.find("#username").type("alice@example.org");
        browser.find("#password").type("correct horse");
        browser.find("#login").click();
        browser.find("#consent-deny").click();

        browser.find("pre");
        assertThat(browser.location().toString())
                .startsWith(application + "?")
                .contains("error=access_denied", "state=s");
    }

    @Test
    void wayBackLeadsToTheOtherConnectors() {
        browser.open(authorize("urn:ietf:wg:oauth:2.0:oob"));
        browser.find("a[href*='/auth/door?']").click();
        browser.find("#username");
        browser.find("#back").click();

        assertThat(browser.find("a[href*='/auth/mock?']").text()).contains("Mock");
    }

    private static URI authorize(String redirectUri) {
        return server.at("/auth?"
                + TestBrowser.encode(Map.of(
                        "client_id", "cli",
                        "redirect_uri", redirectUri,
                        "response_type", "code",
                        "scope", "openid email groups",
                        "state", "s")));
    }
}
