package io.lintel.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.browser.Browser;
import io.lintel.server.browser.FreshBrowser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A real browser posts the answer to an application at another origin, with and without scripts (OAuth 2.0 Form Post
/// Response Mode), or brings it in the fragment, which the application's server never sees.
@ExtendWith(FreshBrowser.class)
final class FormPostIT {

    private static TestServer server;
    private static HttpServer application;
    private static Browser browser;

    @BeforeAll
    static void start(Browser fresh) throws IOException {
        application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        application.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var page = "<!doctype html><title>App</title><pre id=seen>" + exchange.getRequestMethod() + " "
                    + exchange.getRequestURI() + " " + body.replace("&", " ") + "</pre>";
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.getBytes(UTF_8).length);
            exchange.getResponseBody().write(page.getBytes(UTF_8));
            exchange.close();
        });
        application.start();
        server = TestServer.start(TestServer.STANDARD
                + "  - {id: cli, name: Command Line, public: true}\n"
                + "oauth2: {responseTypes: [code, token, id_token], skipApprovalScreen: true}\n");
        browser = fresh;
    }

    @AfterAll
    static void stop() {
        server.close();
        application.stop(0);
    }

    @ParameterizedTest(name = "scripts: {0}")
    @ValueSource(booleans = {true, false})
    @Tag("SEC-D6")
    void answerIsPostedToTheApplication(boolean scripts) {
        browser.runScripts(scripts);
        logIn("code id_token token", "form_post");
        if (!scripts) {
            browser.find("#continue").click();
        }

        assertThat(browser.find("#seen").text())
                .startsWith("POST /callback ")
                .contains("code=", "id_token=", "access_token=", "state=s", "iss=");
        assertThat(browser.complaints()).noneMatch(complaint -> complaint.contains("Content Security Policy"));
    }

    @Test
    @Tag("SEC-A10")
    void tokensInTheFragmentAreNotSentToTheServer() {
        logIn("id_token token", "fragment");

        assertThat(browser.find("#seen").text().strip()).isEqualTo("GET /callback");
        assertThat(browser.location().getRawFragment()).contains("id_token=", "access_token=", "state=s");
    }

    private static void logIn(String types, String mode) {
        browser.open(authorize(types, mode));
        browser.find("#username").type("alice@example.org");
        browser.find("#password").type("correct horse");
        browser.find("#login").click();
    }

    private static URI authorize(String types, String mode) {
        return server.at("/auth/local?"
                + TestBrowser.encode(Map.of(
                        "client_id", "cli",
                        "redirect_uri",
                                "http://127.0.0.1:" + application.getAddress().getPort() + "/callback",
                        "response_type", types,
                        "response_mode", mode,
                        "scope", "openid email",
                        "nonce", "n",
                        "state", "s")));
    }
}
