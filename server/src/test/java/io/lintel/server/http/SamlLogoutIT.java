package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.browser.Browser;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// People of a real identity provider, SimpleSAMLphp, log out here and there (SAML Profiles, section 4.4).
final class SamlLogoutIT {

    private static final String CONNECTORS = """
              - id: redirecting
                type: saml
                name: Redirecting
                config:
                  entityIssuer: https://login.example.org/redirecting
                  idpMetadataURL: @IDP@
                  signingKey: @KEYS@/signing.key
                  signingCert: @KEYS@/signing.crt
                  redirectURI: "@ISSUER@/callback"
                  usernameAttr: cn
                  emailAttr: mail
              - id: posting
                type: saml
                name: Posting
                config:
                  entityIssuer: https://login.example.org/posting
                  idpMetadataURL: @IDP@
                  sloBinding: post
                  signingKey: @KEYS@/signing.key
                  signingCert: @KEYS@/signing.crt
                  redirectURI: "@ISSUER@/callback"
                  usernameAttr: cn
                  emailAttr: mail
            """;

    private static SimpleSamlPhp provider;
    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        provider = SimpleSamlPhp.start(Files.createDirectory(folder.resolve("idp")));
        var keys = Files.createDirectory(folder.resolve("keys"));
        OpenSsl.selfSigned(keys, "signing");
        var connectors =
                CONNECTORS.replace("@IDP@", provider.metadata().toString()).replace("@KEYS@", keys.toString());
        server = TestServer.start(TestServer.STANDARD.replace("enablePasswordDB", connectors + "enablePasswordDB")
                + "  - {id: cli, name: Command Line, public: true}\n"
                + "sessions: {enabled: true}\noauth2: {skipApprovalScreen: true}\n");
        try (var reader = new TestBrowser()) {
            for (var id : new String[] {"redirecting", "posting"}) {
                var metadata = reader.get(server.at("/connectors/" + id + "/metadata"));
                assertThat(metadata.body())
                        .contains(server.at("/logout/callback/" + id).toString());
                provider.serve(id, metadata.body());
            }
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        provider.close();
    }

    /// Alice comes by the provider.
    private static HttpResponse<String> comes(TestBrowser browser, String connector) {
        var shop = new Shop(server, browser);
        var departure = browser.get(shop.authorize("/auth/" + connector, Map.of()));
        var form = browser.follow(
                departure.statusCode() == 200
                        ? browser.submit(departure, Map.of())
                        : browser.get(TestBrowser.location(departure)));
        var posting = browser.submit(form, Map.of("username", "alice", "password", "secret"));
        assertThat(posting.body()).as(provider.log()).contains("SAMLResponse");
        var answer = browser.follow(browser.submit(browser.submit(posting, Map.of()), Map.of()));
        var code = TestBrowser.answer(answer).getOrDefault("code", "");
        return shop.token(shop.redemption(code));
    }

    private static boolean isLoggedIn(TestBrowser browser) {
        return heading(browser.get(server.at("/logout"))).equals("Log out?");
    }

    private static String heading(HttpResponse<String> page) {
        return Jsoup.parse(page.body()).select("h1").text();
    }

    /// Goes wherever pages and redirects lead, here and at the provider, until there is no way on.
    private static HttpResponse<String> goOn(TestBrowser browser, HttpResponse<String> first) {
        var response = first;
        for (var steps = 0; steps < 20; steps++) {
            if (response.headers().firstValue("Location").isPresent()) {
                response = browser.get(TestBrowser.location(response));
            } else if (response.body().contains("SAMLRe")) {
                response = browser.submit(response, Map.of());
            } else {
                return response;
            }
        }
        throw new AssertionError("there is no end to it: " + response.uri());
    }

    @ParameterizedTest
    @ValueSource(strings = {"redirecting", "posting"})
    void whoLogsOutHereIsLoggedOutThere(String connector) {
        try (var browser = new TestBrowser()) {
            var tokens = comes(browser, connector);
            var failed = failures();

            var answer =
                    goOn(browser, browser.get(server.at("/logout?id_token_hint=" + Shop.member(tokens, "id_token"))));

            assertThat(answer.uri().getPath()).startsWith("/idp/logout/callback/" + connector);
            assertThat(heading(answer)).as(provider.log()).isEqualTo("You are logged out");
            assertThat(isLoggedIn(browser)).isFalse();
            assertThat(failures()).as("what the provider answered").isEqualTo(failed);
            assertThat(atProvider(browser, connector).body()).contains("password");
        }
    }

    /// The first page at the provider, of a login.
    private static HttpResponse<String> atProvider(TestBrowser browser, String connector) {
        var departure = browser.get(new Shop(server, browser).authorize("/auth/" + connector, Map.of()));
        return browser.follow(
                departure.statusCode() == 200
                        ? browser.submit(departure, Map.of())
                        : browser.get(TestBrowser.location(departure)));
    }

    private static long failures() {
        try (var browser = new TestBrowser()) {
            return browser.get(server.telemetry("/metrics"))
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("lintel_upstream_logouts_failed_total{"))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"redirecting", "posting"})
    void whoLogsOutThereIsLoggedOutHere(String connector) {
        try (var browser = new TestBrowser();
                var other = new TestBrowser()) {
            comes(browser, connector);
            comes(other, connector);
            assertThat(isLoggedIn(browser)).isTrue();

            var answer = goOn(browser, browser.get(provider.logout()));

            assertThat(answer.uri().getHost()).as(provider.log()).isEqualTo("localhost");
            assertThat(isLoggedIn(browser)).isFalse();
            assertThat(isLoggedIn(other)).as("the provider names the session").isTrue();
        }
    }

    @Test
    void requestThatWasChangedOrUsedEndsNothing() {
        try (var browser = new TestBrowser()) {
            comes(browser, "redirecting");
            var request = logoutRequest(browser);
            var changed = URI.create(request.toString().replace("RelayState=", "RelayState=x"));
            var unsigned = URI.create(request.toString().replaceFirst("&SigAlg=.*", ""));
            var elsewhere = URI.create(request.toString().replace("/callback/redirecting", "/callback/posting"));

            for (var refused : new URI[] {changed, unsigned, elsewhere}) {
                assertThat(browser.get(refused).statusCode()).isEqualTo(502);
                assertThat(isLoggedIn(browser)).isTrue();
            }
            assertThat(browser.get(request).statusCode()).isEqualTo(303);
            assertThat(isLoggedIn(browser)).isFalse();
            assertThat(browser.get(request).statusCode()).isEqualTo(502);
        }
    }

    /// With what the provider sends the browser here.
    private static URI logoutRequest(TestBrowser browser) {
        var next = provider.logout();
        while (!next.getPath().equals("/idp/logout/callback/redirecting")) {
            next = TestBrowser.location(browser.get(next));
        }
        return next;
    }

    /// The provider is another site: what it posts comes without our cookies.
    @ParameterizedTest
    @ValueSource(strings = {"redirecting", "posting"})
    void aliceLogsOutWithABrowser(String connector) {
        try (var browser = Browser.start()) {
            browser.open(server.at("/auth?"
                    + TestBrowser.encode(Map.of(
                            "client_id", "cli",
                            "redirect_uri", "urn:ietf:wg:oauth:2.0:oob",
                            "response_type", "code",
                            "scope", "openid",
                            "connector_id", connector,
                            "state", "s"))));
            browser.find("#username").type("alice");
            browser.find("#password").type("secret");
            browser.find("#submit_button").click();
            browser.find("#code");

            browser.open(server.at("/logout"));
            browser.find("#logout-confirm").click();

            browser.find("p[role=status]");
            assertThat(browser.find("h1").text()).isEqualTo("You are logged out");
            assertThat(browser.location().getPath()).isEqualTo("/idp/logout/callback/" + connector);
        }
    }
}
