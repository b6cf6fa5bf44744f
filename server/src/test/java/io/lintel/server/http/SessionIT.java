package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.browser.Browser;
import io.lintel.server.browser.FreshBrowser;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A person signs in once, looks at what there is of them, and signs out, in a real browser.
@ExtendWith(FreshBrowser.class)
final class SessionIT {

    private static Browser browser;
    private TestServer server;

    @BeforeAll
    static void start(Browser fresh) {
        browser = fresh;
    }

    @BeforeEach
    void freshServer() {
        server = TestServer.start(TestServer.STANDARD + """
                  - {id: cli, name: Command Line, public: true, ssoSharedWith: [tool]}
                  - {id: tool, name: Tool, public: true}
                sessions: {enabled: true}
                """);
        browser.complaints();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest(name = "scripts: {0}")
    @ValueSource(booleans = {true, false})
    void aliceSignsInOnceAndSignsOutAgain(boolean scripts) {
        browser.runScripts(scripts);
        browser.open(authorize("cli", "consent"));
        browser.find("a[href*='/auth/local?']").click();
        browser.find("#username").type("alice@example.org");
        browser.find("#password").type("correct horse");
        assertThat(browser.find("#remember-me").property("checked")).isEqualTo("true");
        browser.find("#login").click();
        browser.find("#consent-accept").click();
        assertThat(browser.find("#code").property("value")).hasSizeGreaterThan(40);

        browser.open(authorize("tool", "consent"));
        browser.find("#consent-accept").click();
        assertThat(browser.find("#code").property("value")).hasSizeGreaterThan(40);

        browser.open(server.at(""));
        assertThat(browser.find("#identity").text()).contains("Alice Liddell");
        assertThat(browser.findAll("#sessions .dex-entry")).hasSize(1);
        assertThat(browser.find("#sessions .dex-entry").text()).contains("Command Line, Tool");
        browser.screenshot(Path.of("target", "screenshots", "account-real.png"));

        browser.find("#consents form button").click();
        // The page that comes next looks much like this one: what only it has tells that it is there.
        browser.find("#consents .dex-entry:only-child");
        browser.find("#sessions form button").click();
        assertThat(browser.find("body:not(:has(#identity)) #discovery").text()).isNotBlank();
        assertThat(browser.findAll("#identity")).isEmpty();
        browser.open(authorize("cli", "login"));
        assertThat(browser.find("a[href*='/auth/local?']").text()).isNotBlank();
        assertThat(browser.complaints()).noneMatch(complaint -> complaint.contains("Content Security Policy"));
    }

    @Test
    void aliceIsSignedOnAlsoWhereAnotherSitePostsTheRequest() {
        browser.open(authorize("cli", "consent"));
        browser.find("a[href*='/auth/local?']").click();
        browser.find("#username").type("alice@example.org");
        browser.find("#password").type("correct horse");
        browser.find("#login").click();
        browser.find("#consent-accept").click();
        browser.find("#code");

        browser.open(formOfAnotherSite(authorize("cli", "none")));
        browser.find("#go").click();

        assertThat(browser.find("#code").property("value")).hasSizeGreaterThan(40);
    }

    /// A page that is nobody's, with the request as a form.
    private static URI formOfAnotherSite(URI request) {
        var form = new StringBuilder("<form method='post' action='" + request.resolve("auth") + "'>");
        for (var parameter : request.getRawQuery().split("&", -1)) {
            var pair = parameter.split("=", 2);
            form.append("<input type='hidden' name='" + pair[0] + "' value='"
                    + URLDecoder.decode(pair[1], StandardCharsets.UTF_8) + "'>");
        }
        form.append("<button id='go'>Go</button></form>");
        return URI.create("data:text/html,"
                + URLEncoder.encode(form.toString(), StandardCharsets.UTF_8).replace("+", "%20"));
    }

    @ParameterizedTest(name = "scripts: {0}")
    @ValueSource(booleans = {true, false})
    @Tag("REL-5")
    void aliceEndsWhatSheHasElsewhere(boolean scripts) {
        browser.runScripts(scripts);
        try (var elsewhere = new Visitor()) {
            var tokens = elsewhere.tokens(server, "shop", elsewhere.logIn(server, "shop", "local", Visitor.ALICE));
            browser.open(authorize("cli", "consent"));
            browser.find("a[href*='/auth/local?']").click();
            browser.find("#username").type("alice@example.org");
            browser.find("#password").type("correct horse");
            browser.find("#login").click();
            browser.find("#consent-accept").click();
            browser.find("#code");
            browser.open(server.at(""));
            assertThat(browser.find("#sessions .dex-entry:has(.dex-mark)").text())
                    .contains("Command Line");

            browser.find("#sessions .dex-entry:not(:has(.dex-mark)) button").click();
            assertThat(browser.find("#sessions .dex-entry:only-child").text()).contains("this browser");
            assertThat(elsewhere.browser().get(server.at("")).body()).doesNotContain("id=\"identity\"");
            assertThat(elsewhere.refresh(server, "shop", tokens).statusCode()).isEqualTo(200);

            browser.find("#tokens button[aria-label$='Shop']").click();
            browser.find("#tokens:not(:has([aria-label$='Shop']))");
            assertThat(elsewhere.refresh(server, "shop", tokens).body()).isEqualTo("{\"error\":\"invalid_grant\"}");

            browser.find("#consents button[aria-label$='Shop']").click();
            browser.find("#consents:not(:has([aria-label$='Shop']))");
            var form = elsewhere.visit(server, "shop", "/auth/local", Map.of());
            assertThat(elsewhere
                            .browser()
                            .follow(elsewhere.browser().submit(form, Visitor.ALICE))
                            .body())
                    .contains("consent-accept");
        }
        assertThat(browser.find("#identity").text()).contains("Alice Liddell");
        assertThat(browser.complaints()).noneMatch(complaint -> complaint.contains("Content Security Policy"));
    }

    private URI authorize(String client, String prompt) {
        return server.at("/auth?"
                + TestBrowser.encode(Map.of(
                        "client_id", client,
                        "redirect_uri", "urn:ietf:wg:oauth:2.0:oob",
                        "response_type", "code",
                        "scope", "openid email offline_access",
                        "prompt", prompt,
                        "state", "s")));
    }
}
