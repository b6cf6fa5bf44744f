package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Pushed authorization requests (RFC 9126), by a library that knows nothing of us and by hand.
final class PushedRequestsTest {

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                TestServer.STANDARD.replace("name: Shop,", "name: Shop, requirePushedAuthorizationRequests: true,"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void stockClientPushesItsRequest() throws Exception {
        var metadata = OIDCProviderMetadata.resolve(new Issuer(server.issuer()));
        var shop = new ClientID("shop");
        var credentials = new ClientSecretBasic(shop, new Secret("shop-secret"));
        var redirect = URI.create(Shop.REDIRECT_URI);
        var wanted = new AuthenticationRequest.Builder(ResponseType.CODE, Scope.parse("openid email"), shop, redirect)
                .state(new State())
                .nonce(new Nonce())
                .build();
        var pushed = PushedAuthorizationResponse.parse(new PushedAuthorizationRequest(
                                metadata.getPushedAuthorizationRequestEndpointURI(), credentials, wanted)
                        .toHTTPRequest()
                        .send())
                .toSuccessResponse();
        assertThat(pushed.getLifetime()).isEqualTo(90);

        try (var browser = new TestBrowser()) {
            var request = new AuthenticationRequest.Builder(pushed.getRequestURI(), shop)
                    .endpointURI(metadata.getAuthorizationEndpointURI())
                    .build();
            var answer = chooseLocalAndLogIn(browser, browser.follow(browser.get(request.toURI())));

            assertThat(answer).containsEntry("state", wanted.getState().getValue());
            var tokens = new TokenRequest.Builder(
                            metadata.getTokenEndpointURI(),
                            credentials,
                            new AuthorizationCodeGrant(
                                    new com.nimbusds.oauth2.sdk.AuthorizationCode(answer.getOrDefault("code", "")),
                                    redirect))
                    .build()
                    .toHTTPRequest()
                    .send();
            assertThat(OIDCTokenResponseParser.parse(tokens).indicatesSuccess()).isTrue();
        }
    }

    @Test
    @Tag("SEC-B5")
    @Tag("SEC-B10")
    void answerIsNotCachedAndItsUriIsRandom() {
        try (var browser = new TestBrowser()) {
            var one = push(browser, Map.of());
            var other = push(browser, Map.of());

            assertThat(one.statusCode()).isEqualTo(201);
            assertThat(one.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(Shop.member(one, "request_uri"))
                    .matches("urn:ietf:params:oauth:request_uri:[a-z2-7]{53}")
                    .isNotEqualTo(Shop.member(other, "request_uri"));
        }
    }

    /// The links of the page show nothing of the request, and following one does not change it.
    @Test
    @Tag("SEC-A6")
    void browserNeitherSeesNorChangesTheRequest() {
        try (var browser = new TestBrowser()) {
            var uri = Shop.member(push(browser, Map.of("login_hint", "secret-hint", "state", "pushed")), "request_uri");
            var choice = browser.get(authorize(Map.of("request_uri", uri, "state", "other", "scope", "openid groups")));
            assertThat(choice.statusCode()).isEqualTo(200);
            assertThat(choice.body()).doesNotContain("secret-hint", "redirect_uri", "pushed");

            assertThat(chooseLocalAndLogIn(browser, choice)).containsEntry("state", "pushed");
        }
    }

    @Test
    @Tag("REL-1")
    void uriThatWasUsedLeadsToAPage() {
        try (var browser = new TestBrowser()) {
            var uri = Shop.member(push(browser, Map.of()), "request_uri");
            browser.get(authorize(Map.of("request_uri", uri)));

            assertPage(browser.get(authorize(Map.of("request_uri", uri))));
            assertPage(browser.get(server.at("/auth/local?client_id=shop&request_uri=" + uri)));
            assertPage(browser.get(authorize(Map.of("request_uri", "urn:ietf:params:oauth:request_uri:made-up"))));
            assertPage(browser.get(authorize(Map.of("request_uri", "https://evil.example/"))));
            assertPage(browser.get(server.at("/auth?request_uri=" + uri)));
        }
    }

    @Test
    @Tag("SEC-B4")
    void uriOfAnotherClientLeadsToAPageAndStaysGood() {
        try (var browser = new TestBrowser()) {
            var uri = Shop.member(push(browser, Map.of()), "request_uri");

            assertPage(browser.get(server.at("/auth?client_id=app&request_uri=" + uri)));
            assertThat(browser.get(authorize(Map.of("request_uri", uri))).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    @Tag("SEC-A6")
    void whoMustPushIsToldSo() {
        try (var browser = new TestBrowser()) {
            var answer = browser.get(new Shop(server, browser).authorize("/auth", Map.of()));

            assertThat(TestBrowser.answer(answer))
                    .containsEntry("error", "invalid_request")
                    .containsEntry("state", "st4te");
        }
    }

    @Test
    @Tag("SEC-B8")
    void clientMustProveWhoItIs() {
        try (var browser = new TestBrowser()) {
            assertThat(push(browser, Map.of(), Shop.basic("shop", "wrong")).statusCode())
                    .isEqualTo(401);
            assertThat(push(browser, Map.of(), Shop.basic("nobody", "shop-secret"))
                            .body())
                    .contains("invalid_client");
            assertThat(browser.get(server.at("/par")).statusCode()).isIn(401, 405);
        }
    }

    @Test
    @Tag("SEC-A5")
    void badRequestIsToldTheClientAtOnce() {
        try (var browser = new TestBrowser()) {
            assertRefused(push(browser, Map.of("scope", "email")), "invalid_scope");
            assertRefused(push(browser, Map.of("redirect_uri", "https://evil.example/")), "invalid_request");
            assertRefused(push(browser, Map.of("response_type", "id_token")), "unsupported_response_type");
            assertRefused(push(browser, Map.of("request_uri", "urn:x")), "invalid_request");
            var twice = browser.send(HttpRequest.newBuilder(server.at("/par"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Authorization", Shop.basic("shop", "shop-secret"))
                    .POST(BodyPublishers.ofString(TestBrowser.encode(Shop.request(Map.of())) + "&scope=openid")));
            assertRefused(twice, "invalid_request");
        }
    }

    @Test
    @Tag("REL-18")
    void onlySoManyRequestsOfOneClientWait() {
        var text = TestServer.STANDARD + "oauth2: {pushedAuthorizationRequests: {required: true, mostPerClient: 2}}\n";
        try (var narrow = TestServer.start(text);
                var browser = new TestBrowser()) {
            var last = 0;
            for (var i = 0; i < 3; i++) {
                last = browser.send(HttpRequest.newBuilder(narrow.at("/par"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Authorization", Shop.basic("shop", "shop-secret"))
                                .POST(BodyPublishers.ofString(TestBrowser.encode(Shop.request(Map.of())))))
                        .statusCode();
            }

            assertThat(last).isEqualTo(503);
            assertThat(browser.get(narrow.at("/.well-known/openid-configuration"))
                            .body())
                    .contains("\"require_pushed_authorization_requests\":true");
        }
    }

    private static URI authorize(Map<String, String> parameters) {
        var all = new LinkedHashMap<String, String>();
        all.put("client_id", "shop");
        all.putAll(parameters);
        return server.at("/auth?" + TestBrowser.encode(all));
    }

    private static HttpResponse<String> push(TestBrowser browser, Map<String, String> other) {
        return push(browser, other, Shop.basic("shop", "shop-secret"));
    }

    private static HttpResponse<String> push(TestBrowser browser, Map<String, String> other, String authorization) {
        return browser.send(HttpRequest.newBuilder(server.at("/par"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString(TestBrowser.encode(Shop.request(other)))));
    }

    private static Map<String, String> chooseLocalAndLogIn(TestBrowser browser, HttpResponse<String> choice) {
        var local = Jsoup.parse(choice.body(), choice.uri().toString())
                .select("a[href*='/auth/local?']")
                .attr("abs:href");
        var form = browser.follow(browser.get(URI.create(local)));
        var consent =
                browser.follow(browser.submit(form, Map.of("login", "alice@example.org", "password", "correct horse")));
        return TestBrowser.answer(browser.submit(consent, Map.of("approval", "approve")));
    }

    private static void assertPage(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(answer.body()).contains("<html").doesNotContain("evil.example");
    }

    private static void assertRefused(HttpResponse<String> answer, String error) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"error\":\"" + error + "\"");
    }
}
