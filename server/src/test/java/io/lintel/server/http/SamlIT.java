package io.lintel.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.browser.Browser;
import io.lintel.server.logging.EveryLogLine;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// People of a real identity provider, SimpleSAMLphp, sign in.
final class SamlIT {

    /// `@IDP@` is the provider's address, `@KEYS@` the folder with our keys.
    private static final String CONNECTORS = """
              - id: plain
                type: saml
                name: Plain
                config:
                  entityIssuer: https://login.example.org/plain
                  ssoIssuer: https://idp.example.org/saml
                  ssoURL: @IDP@/saml2/idp/SSOService.php
                  ca: @CERT@
                  redirectURI: "@ISSUER@/callback"
                  usernameAttr: cn
                  emailAttr: mail
                  groupsAttr: groups
              - id: described
                type: samlExperimental
                name: Described
                config:
                  entityIssuer: https://login.example.org/described
                  idpMetadataURL: @IDP@/saml2/idp/metadata.php
                  ssoBinding: redirect
                  signingKey: @KEYS@/signing.key
                  signingCert: @KEYS@/signing.crt
                  decryptionKeys: [{key: @KEYS@/decryption.key, cert: @KEYS@/decryption.crt}]
                  redirectURI: "@ISSUER@/callback"
                  usernameAttr: cn
                  emailAttr: mail
                  groupsAttr: groups
                  allowedGroups: [writers]
                  givenNameAttr: givenName
                  allowIdpInitiated: true
                  idpInitiatedLoginURI: https://shop.example/start
              - id: rolling
                type: saml
                name: Rolling
                config:
                  entityIssuer: https://login.example.org/rolling
                  idpMetadataURL: @IDP@/saml2/idp/metadata.php
                  redirectURI: "@ISSUER@/callback/rolling"
                  usernameAttr: cn
                  emailAttr: mail
              - id: posting
                type: saml
                name: Posting
                config:
                  entityIssuer: https://login.example.org/posting
                  idpMetadataURL: @IDP@/saml2/idp/metadata.php
                  ssoBinding: post
                  signingKey: @KEYS@/signing.key
                  signingCert: @KEYS@/signing.crt
                  redirectURI: "@ISSUER@/callback/posting"
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
        OpenSsl.selfSigned(keys, "decryption");
        var connectors = CONNECTORS
                .replace("@IDP@", provider.metadata().resolve("/").toString().replaceFirst("/$", ""))
                .replace("@CERT@", provider.certificate("first").toString())
                .replace("@KEYS@", keys.toString());
        server = TestServer.start(TestServer.STANDARD.replace("enablePasswordDB", connectors + "enablePasswordDB")
                + "  - {id: cli, name: Command Line, public: true}\n");
        try (var reader = new TestBrowser()) {
            for (var id : List.of("plain", "described", "rolling", "posting")) {
                var metadata = reader.get(server.at("/connectors/" + id + "/metadata"));
                assertThat(metadata.statusCode()).as(metadata.body()).isEqualTo(200);
                provider.serve(id, metadata.body());
            }
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        provider.close();
    }

    @BeforeEach
    void firstKey() {
        provider.signWith("first", false);
    }

    /// The provider is another site: its form comes without our cookie.
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"plain", "described"})
    void aliceSignsInWithABrowser(String connector) {
        try (var browser = Browser.start()) {
            browser.open(server.at("/auth?"
                    + TestBrowser.encode(Map.of(
                            "client_id", "cli",
                            "redirect_uri", "urn:ietf:wg:oauth:2.0:oob",
                            "response_type", "code",
                            "scope", "openid email groups",
                            "connector_id", connector,
                            "state", "s"))));
            browser.find("#username").type("alice");
            browser.find("#password").type("secret");
            browser.find("#submit_button").click();
            browser.find("#consent-accept").click();

            assertThat(browser.find("#code").property("value")).hasSizeGreaterThan(40);
        }
    }

    @Test
    void claimsAreThoseOfTheAssertion() throws ParseException {
        var claims = claims(tokens(signIn("plain", "alice", Map.of())));

        assertThat(claims.getStringClaim("name")).isEqualTo("Alice Liddell");
        assertThat(claims.getStringClaim("email")).isEqualTo("alice@example.org");
        assertThat(claims.getBooleanClaim("email_verified")).isTrue();
        assertThat(claims.getStringListClaim("groups")).containsExactly("readers", "writers");
        assertThat(claims.getJSONObjectClaim("federated_claims"))
                .containsEntry("connector_id", "plain")
                .containsEntry("user_id", "alice");
    }

    /// The provider checks the signature: our metadata says that we sign.
    @ParameterizedTest
    @ValueSource(strings = {"described", "posting"})
    void signedRequestsAreTaken(String connector) throws ParseException {
        assertThat(claims(tokens(signIn(connector, "alice", Map.of()))).getStringClaim("name"))
                .isEqualTo("Alice Liddell");
    }

    @Test
    @Tag("SEC-K9")
    void encryptedAssertionIsRead() throws ParseException {
        provider.signWith("first", true);

        var claims = claims(tokens(signIn("described", "alice", Map.of())));

        assertThat(claims.getStringClaim("given_name")).isEqualTo("Alice");
    }

    /// Every logger says everything it can: neither the response nor anything out of its middle is in the log.
    @Test
    @Tag("SEC-L6")
    void assertionIsInNoLineOfTheLog() {
        try (var log = EveryLogLine.asText()) {
            for (var connector : List.of("plain", "described")) {
                var response = sentTwice(connector);

                var xml = new String(Base64.getMimeDecoder().decode(response), UTF_8);
                var signature = xml.indexOf("SignatureValue");
                assertThat(log.text())
                        .contains("login succeeded")
                        .doesNotContain(response.replaceAll("\\s", "").substring(300, 360))
                        .doesNotContain(xml.substring(signature, signature + 60))
                        .doesNotContain("<saml:Assertion", "&lt;saml:Assertion", "%3Csaml%3AAssertion");
            }
        }
    }

    /// The response of a login, which is sent again when it has been used, so that it is refused, too.
    private static String sentTwice(String connector) {
        try (var browser = new TestBrowser()) {
            var posting = atProvider(browser, connector, "alice", Map.of());
            postAgain(browser, posting);
            browser.submit(posting, Map.of());
            var response = Jsoup.parse(posting.body())
                    .selectXpath("//input[@name='SAMLResponse']")
                    .attr("value");
            assertThat(response).hasSizeGreaterThan(1000);
            return response;
        }
    }

    /// Nobody waits until the metadata would be read again anyway.
    @Test
    @Tag("SEC-K10")
    void newKeyIsFoundInTheMetadata() {
        assertThat(tokens(signIn("rolling", "alice", Map.of())).body()).contains("id_token");

        provider.signWith("second", false);

        assertThat(tokens(signIn("rolling", "alice", Map.of())).body()).contains("id_token");
    }

    /// With a certificate in the configuration another key is a stranger's.
    @Test
    @Tag("SEC-K4")
    void newKeyIsNotBelievedWithoutMetadata() {
        provider.signWith("second", false);

        try (var browser = new TestBrowser()) {
            var answer = back(browser, "plain", "alice", Map.of());

            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
        }
    }

    @Test
    void whoIsInNoneOfTheGroupsIsRefused() {
        try (var browser = new TestBrowser()) {
            assertThat(back(browser, "described", "bob", Map.of()).statusCode()).isEqualTo(403);
        }
    }

    /// The connector cannot look people up again. The scope is passed over and the client is told by `scope`.
    @Test
    void offlineAccessGivesNoRefreshToken() {
        var answer = tokens(signIn("plain", "alice", Map.of()));

        assertThat(Shop.request(Map.of()).get("scope")).contains("offline_access");
        assertThat(Shop.member(answer, "scope")).contains("openid").doesNotContain("offline_access");
        assertThat(answer.body()).doesNotContain("refresh_token");
    }

    @Test
    void whoIsKnownThereNeedsNoPasswordUnlessTheClientWantsOne() {
        try (var browser = new TestBrowser()) {
            back(browser, "plain", "alice", Map.of());

            var known = leave(browser, "plain", Map.of());
            assertThat(known.body()).contains("SAMLResponse");
            var asked = leave(browser, "plain", Map.of("prompt", "login"));
            assertThat(asked.body()).contains("password").doesNotContain("SAMLResponse");
        }
    }

    @Test
    void freshLoginIsOne() {
        assertThat(tokens(signIn("plain", "alice", Map.of("prompt", "login"))).body())
                .contains("id_token");
    }

    /// The login itself begins at the application, and nobody is logged in by what the provider sent.
    @Test
    @Tag("SEC-K8")
    void loginThatBeganAtTheProviderBeginsAtTheApplication() {
        try (var browser = new TestBrowser()) {
            var form = browser.follow(browser.get(provider.startFor("https://login.example.org/described")));
            var posting = browser.submit(form, Map.of("username", "alice", "password", "secret"));
            var start = postAgain(browser, posting);

            assertThat(start.statusCode()).isEqualTo(303);
            assertThat(TestBrowser.location(start).toString()).startsWith("https://shop.example/start?");
            assertThat(TestBrowser.answer(start))
                    .containsExactly(Map.entry("iss", server.issuer().toString()));
            assertThat(postAgain(browser, posting).statusCode()).isEqualTo(400);
        }
    }

    @Test
    @Tag("SEC-K8")
    void loginThatBeganAtTheProviderIsRefusedUnlessEnabled() {
        try (var browser = new TestBrowser()) {
            var form = browser.follow(browser.get(provider.startFor("https://login.example.org/plain")));
            var posting = browser.submit(form, Map.of("username", "alice", "password", "secret"));

            assertThat(postAgain(browser, posting).statusCode()).isEqualTo(400);
        }
    }

    @Test
    @Tag("SEC-K8")
    @Tag("SEC-D3")
    void responseIsTakenOnce() {
        try (var browser = new TestBrowser()) {
            var posting = atProvider(browser, "plain", "alice", Map.of());
            var cookies = Map.copyOf(browser.cookies());
            assertThat(postAgain(browser, posting).statusCode()).isEqualTo(303);

            browser.cookies().putAll(cookies);

            assertThat(postAgain(browser, posting).statusCode()).isEqualTo(502);
        }
    }

    @Test
    @Tag("SEC-D1")
    void responseInAnotherBrowserIsRefused() {
        try (var alice = new TestBrowser();
                var mallory = new TestBrowser()) {
            var posting = atProvider(alice, "plain", "alice", Map.of());

            assertThat(postAgain(mallory, posting).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void onlyConnectorsThatDescribeUsHaveMetadata() {
        try (var browser = new TestBrowser()) {
            assertThat(browser.get(server.at("/connectors/mock/metadata")).statusCode())
                    .isEqualTo(404);
            assertThat(browser.get(server.at("/connectors/nobody/metadata")).statusCode())
                    .isEqualTo(404);
            assertThat(browser.get(server.at("/connectors/plain/metadata"))
                            .headers()
                            .firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/samlmetadata+xml"));
        }
    }

    /// The redirect to the shop after somebody has logged in and consented.
    private static HttpResponse<String> signIn(String connector, String user, Map<String, String> other) {
        try (var browser = new TestBrowser()) {
            var consent = browser.follow(back(browser, connector, user, other));
            return browser.submit(consent, Map.of("approval", "approve"));
        }
    }

    /// What the server answers when somebody comes back from the provider.
    private static HttpResponse<String> back(
            TestBrowser browser, String connector, String user, Map<String, String> other) {
        return postAgain(browser, atProvider(browser, connector, user, other));
    }

    /// The provider's page that sends its response.
    private static HttpResponse<String> atProvider(
            TestBrowser browser, String connector, String user, Map<String, String> other) {
        return browser.submit(leave(browser, connector, other), Map.of("username", user, "password", "secret"));
    }

    /// The first page at the provider.
    private static HttpResponse<String> leave(TestBrowser browser, String connector, Map<String, String> other) {
        var departure = browser.get(new Shop(server, browser).authorize("/auth/" + connector, other));
        var arrival = departure.statusCode() == 200
                ? browser.submit(departure, Map.of())
                : browser.get(TestBrowser.location(departure));
        return browser.follow(arrival);
    }

    /// Sends the provider's form, and then our own page's.
    private static HttpResponse<String> postAgain(TestBrowser browser, HttpResponse<String> posting) {
        assertThat(posting.body()).as(provider.log()).contains("SAMLResponse");
        return browser.submit(browser.submit(posting, Map.of()), Map.of());
    }

    private static HttpResponse<String> tokens(HttpResponse<String> redirect) {
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var code = TestBrowser.answer(redirect).getOrDefault("code", "");
            var answer = shop.token(shop.redemption(code));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer;
        }
    }

    private static JWTClaimsSet claims(HttpResponse<String> tokens) throws ParseException {
        return SignedJWT.parse(Shop.member(tokens, "id_token")).getJWTClaimsSet();
    }
}
