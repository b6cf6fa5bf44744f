package io.lintel.server.http;

import static io.lintel.server.http.Television.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.lintel.device.DeviceRequests;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Devices (RFC 8628) over HTTP. The issuer has a path, and no client has registered an address. Nobody is asked for
/// consent otherwise, and everybody else must use PKCE.
final class DeviceTest {

    private static final String TEXT = TestServer.STANDARD.replace("@PORT@\"}", "@PORT@\", allowedOrigins: [\"*\"]}")
            + Television.CLIENTS
            + "oauth2: {skipApprovalScreen: true, pkce: {enforce: true}}\n";

    private static TestServer server;

    private final TestBrowser cookieless = new TestBrowser();
    private final TestBrowser alice = new TestBrowser();

    @BeforeAll
    static void start() {
        server = TestServer.start(TEXT);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private Television tv() {
        return new Television(server, cookieless);
    }

    @AfterEach
    void close() {
        cookieless.close();
        alice.close();
    }

    @Test
    @Tag("SEC-B10")
    void deviceIsToldItsCodesAndHowToGoOn() {
        var asked = tv().ask();

        assertThat(asked.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(Shop.member(asked, "device_code")).hasSizeGreaterThan(50);
        var userCode = Shop.member(asked, "user_code");
        assertThat(userCode).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
        assertThat(Shop.member(asked, "verification_uri")).isEqualTo(server.issuer() + "/device");
        assertThat(Shop.member(asked, "verification_uri_complete"))
                .isEqualTo(server.issuer() + "/device?user_code=" + userCode);
        assertThat(asked.body()).contains("\"expires_in\":300", "\"interval\":5");
    }

    @Test
    @Tag("SEC-E5")
    void aliceTypesTheCodeSeesClientAndCodeAndConfirms() {
        var asked = tv().ask();
        assertThat(error(tv().poll(asked))).isEqualTo("authorization_pending");

        var consent = tv().aliceLogsIn(alice, asked);
        assertThat(consent.uri().getPath()).isEqualTo("/idp/approval");
        assertThat(Jsoup.parse(consent.body()).select("#user-code").text()).isEqualTo(Shop.member(asked, "user_code"));
        assertThat(consent.body()).contains("Living Room TV");
        var done = alice.submit(consent, Map.of("approval", "approve"));

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(Jsoup.parse(done.body()).select("#device-approved").text()).contains("Living Room TV");
        assertThat(alice.cookies()).as("the login is over").isEmpty();
        var tokens = tv().poll(asked);
        assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
        assertThat(tokens.headers().firstValue("Cache-Control")).contains("no-store");
        var shop = new Shop(server, cookieless);
        assertThat(shop.userInfo(Shop.member(tokens, "access_token")).body()).contains("alice@example.org", "readers");
        var refreshed = cookieless.post(
                server.at("/token"),
                Map.of(
                        "grant_type", "refresh_token",
                        "client_id", "tv",
                        "refresh_token", Shop.member(tokens, "refresh_token")));
        assertThat(refreshed.statusCode()).isEqualTo(200);
        assertThat(error(tv().poll(asked))).isEqualTo("invalid_grant");
    }

    /// RFC 8707: what the tokens are for is said before the end-user answers.
    @Test
    @Tag("SEC-E5")
    void aliceIsToldAtWhichResourcesTheDeviceMeansToActForHer() throws Exception {
        assertThat(error(tv().ask(Map.of("resource", "urn:books")))).isEqualTo("invalid_target");
        var asked = tv().ask(Map.of("resource", "urn:films"));

        var consent = tv().aliceLogsIn(alice, asked);
        assertThat(Jsoup.parse(consent.body()).select(".dex-fact").eachText()).contains("act for you at Films");
        alice.submit(consent, Map.of("approval", "approve"));

        assertThat(error(tv().poll(asked, Map.of("resource", "urn:books")))).isEqualTo("invalid_target");
        var token = SignedJWT.parse(Shop.member(tv().poll(asked), "access_token"));
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("urn:films");
    }

    @Test
    @Tag("SEC-E3")
    void deviceHearsThatAliceSaidNo() {
        var asked = tv().ask();
        var done = alice.submit(tv().aliceLogsIn(alice, asked), Map.of("approval", "rejected"));

        assertThat(Jsoup.parse(done.body()).select("#device-denied")).hasSize(1);
        var polled = tv().poll(asked);
        assertThat(polled.statusCode()).isEqualTo(400);
        assertThat(error(polled)).isEqualTo("access_denied");
    }

    @Test
    @Tag("SEC-E5")
    void linkThatCarriesTheCodeFillsItInAndNoGetAnswersADevice() {
        var asked = tv().ask();
        var form = alice.get(URI.create(Shop.member(asked, "verification_uri_complete")));
        assertThat(Jsoup.parse(form.body()).select("#user_code").attr("value"))
                .isEqualTo(Shop.member(asked, "user_code"));

        var verified = alice.submit(form, Map.of("user_code", Shop.member(asked, "user_code")));
        assertThat(verified.statusCode()).isEqualTo(303);
        assertThat(verified.headers().firstValue("Location").orElse(""))
                .as("no code in an address")
                .doesNotContain(Shop.member(asked, "user_code"));
        var choice = alice.follow(verified);
        alice.get(choice.uri());
        // This connector lets everybody in by being asked.
        var consent = alice.follow(alice.get(Television.link(choice, "/device/login/mock")));
        alice.get(consent.uri());

        assertThat(Jsoup.parse(consent.body()).select("#user-code").text()).isEqualTo(Shop.member(asked, "user_code"));
        assertThat(error(tv().poll(asked))).isEqualTo("authorization_pending");
    }

    @Test
    @Tag("SEC-D1")
    @Tag("SEC-D3")
    @Tag("SEC-B4")
    void loginBelongsToTheBrowserThatBeganIt() {
        var asked = tv().ask();
        var consent = tv().aliceLogsIn(alice, asked);
        try (var mallory = new TestBrowser()) {
            assertThat(mallory.get(consent.uri()).statusCode()).isEqualTo(403);
            assertThat(mallory.submit(consent, Map.of("approval", "approve")).statusCode())
                    .isEqualTo(403);
        }

        assertThat(error(tv().poll(asked))).isEqualTo("authorization_pending");
    }

    @Test
    @Tag("SEC-E4")
    void codeIsConsumedOnceItWasAnswered() {
        var asked = tv().ask();
        var choice = alice.follow(tv().type(alice, Shop.member(asked, "user_code")));
        var later = tv().aliceLogsIn(alice, asked);
        tv().aliceApproves(alice, asked);

        assertThat(tv().type(alice, Shop.member(asked, "user_code")).statusCode())
                .isEqualTo(400);
        assertThat(alice.get(choice.uri()).statusCode()).isEqualTo(400);
        var again = alice.submit(later, Map.of("approval", "rejected"));
        assertThat(again.statusCode()).as("the first answer counts").isEqualTo(400);
        assertThat(tv().poll(asked).statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("SEC-E4")
    @Tag("SEC-B8")
    void confidentialClientProvesWhoItIsBothTimes() {
        var box = Map.of("client_id", "box", "client_secret", "box-secret");
        assertThat(Shop.member(tv().ask(Map.of("client_id", "box")), "error")).isEqualTo("invalid_client");
        assertThat(Shop.member(tv().ask(Map.of("client_id", "box", "client_secret", "wrong")), "error"))
                .isEqualTo("invalid_client");
        var asked = tv().ask(box);
        tv().aliceApproves(alice, asked);

        assertThat(error(tv().poll(asked))).as("another client").isEqualTo("invalid_grant");
        assertThat(error(tv().poll(asked, Map.of("client_id", "box")))).isEqualTo("invalid_client");
        assertThat(error(tv().poll(asked, Map.of("client_id", "shop", "client_secret", "shop-secret"))))
                .isEqualTo("invalid_grant");
        assertThat(tv().poll(asked, box).statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("SEC-E4")
    @Tag("SEC-A7")
    void challengeIsOptionalAndBindsIfItIsThere() {
        var challenge = Map.of(
                "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "code_challenge_method", "S256");
        var asked = tv().ask(challenge);
        tv().aliceApproves(alice, asked);

        assertThat(error(tv().poll(asked))).isEqualTo("invalid_grant");
        var verifier = Map.of("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assertThat(tv().poll(asked, verifier).statusCode()).isEqualTo(200);
    }

    @Test
    void stockClientGetsItsTokens() throws Exception {
        var metadata = OIDCProviderMetadata.resolve(new Issuer(server.issuer()));
        var box = new ClientSecretBasic(new ClientID("box"), new Secret("box-secret"));
        var asked = DeviceAuthorizationResponse.parse(new DeviceAuthorizationRequest.Builder(box)
                        .endpointURI(metadata.getDeviceAuthorizationEndpointURI())
                        .scope(Scope.parse("openid email"))
                        .build()
                        .toHTTPRequest()
                        .send())
                .toSuccessResponse();
        assertThat(asked.getVerificationURI()).isEqualTo(server.at("/device"));
        var typed = alice.follow(tv().type(alice, asked.getUserCode().getValue()));
        alice.submit(Television.aliceChooses(alice, typed), Map.of("approval", "approve"));

        var request = new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(), box, new DeviceCodeGrant(asked.getDeviceCode()))
                .build();
        var tokens = ((OIDCTokenResponse)
                        OIDCTokenResponseParser.parse(request.toHTTPRequest().send())
                                .toSuccessResponse())
                .getOIDCTokens();

        var claims = new IDTokenValidator(
                        metadata.getIssuer(),
                        box.getClientID(),
                        com.nimbusds.jose.JWSAlgorithm.RS256,
                        metadata.getJWKSetURI().toURL())
                .validate(tokens.getIDToken(), null);
        assertThat(claims.getSubject().getValue()).isEqualTo("CgVhMTFjZRIFbG9jYWw");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "client_id=nobody | invalid_client",
                "client_id=shop | invalid_client",
                "scope=email | invalid_scope",
                "scope=openid made:up | invalid_scope",
                "scope=openid audience:server:client_id:shop | invalid_scope",
                "scope=openid ü\u0000 | invalid_scope",
                "code_challenge=short | invalid_request",
                "code_challenge_method=S256 | invalid_request",
                "client_secret=made up | invalid_client"
            })
    @Tag("SEC-E1")
    @Tag("REL-18")
    void refusedRequestLeavesNothing(String parameter, String error) {
        assertThat(stored()).isNotNegative();
        var equals = parameter.indexOf('=');
        var answer = tv().ask(Map.of(parameter.substring(0, equals), parameter.substring(equals + 1)));

        assertThat(answer.statusCode()).isIn(400, 401);
        assertThat(Shop.member(answer, "error")).isEqualTo(error);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(stored()).isZero();
    }

    /// Takes out what the store holds, and says how much it was.
    private static int stored() {
        return server.context()
                .getBean(DeviceRequests.class)
                .sweep(Instant.now().plusSeconds(3_600), 100_000);
    }

    @Test
    void repeatedParameterIsRefused() {
        var answer = cookieless.send(HttpRequest.newBuilder(server.at("/device/code"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("client_id=tv&scope=openid&scope=email")));

        assertThat(Shop.member(answer, "error")).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/device?user_code=%3Cscript%3E",
                "/device?user_code=%00%ff",
                "/device?user_code=A&user_code=B",
                "/device?invalid=true",
                "/device/login",
                "/device/login?device=",
                "/device/login?device=made-up",
                "/device/login?device=a&device=b",
                "/device/login/local",
                "/device/login/local?device=made-up",
                "/device/login/%2e%2e?device=made-up",
                "/device/callback",
                "/device/callback?code=a&state=WDJB-MJHT",
                "/device/callback?error=access_denied",
                "/device/auth/verify_code",
                "/device/code",
                "/device/nothing"
            })
    void addressThatMakesNoSenseIsAPage(String address) {
        var answer = alice.get(server.at(address));

        assertThat(answer.statusCode()).isBetween(200, 499);
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(answer.body()).doesNotContain("<script>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "WDJB", "WDJB-MJHT", "<script>", "ÄÖÜß-ÄÖÜß", "AEIO-UAEI", "1234-5678"})
    void codeThatNoDeviceHasIsAskedForAgain(String typed) {
        var answer = tv().type(alice, typed);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Jsoup.parse(answer.body()).select("#device-error")).hasSize(1);
        assertThat(alice.post(server.at("/device/auth/verify_code"), Map.of()).statusCode())
                .isEqualTo(400);
    }

    @Test
    @Tag("SEC-D2")
    void formThatAnotherSiteSendsIsRefused() {
        var asked = tv().ask();
        for (var field : Map.of("Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example")
                .entrySet()) {
            var answer = alice.send(HttpRequest.newBuilder(server.at("/device/auth/verify_code"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header(field.getKey(), field.getValue())
                    .POST(BodyPublishers.ofString("user_code=" + Shop.member(asked, "user_code"))));

            assertThat(answer.statusCode()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/device", "/device/auth/verify_code", "/device/login", "/device/callback", "/device/code"})
    @Tag("SEC-D10")
    void pagesOfDevicesNeverAnswerOtherOrigins(String address) {
        for (var method : new String[] {"GET", "OPTIONS"}) {
            var answer = alice.send(HttpRequest.newBuilder(server.at(address))
                    .header("Origin", "https://app.example")
                    .header("Access-Control-Request-Method", "POST")
                    .method(method, BodyPublishers.noBody()));

            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
            assertThat(answer.statusCode()).isLessThan(500);
        }
    }

    @Test
    @Tag("SEC-A1")
    @Tag("SEC-E6")
    void callbackOfDexIsNobodysRedirectUri() {
        for (var uri : new String[] {"/device/callback", "/idp/device/callback"}) {
            var answer = alice.get(server.at("/auth/mock?"
                    + TestBrowser.encode(Map.of(
                            "client_id", "tv", "redirect_uri", uri, "response_type", "code", "scope", "openid"))));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
        }
    }

    @Test
    void wayBackFromTheLoginFormLeadsToTheOtherConnectors() {
        var choice = alice.follow(tv().type(alice, Shop.member(tv().ask(), "user_code")));
        var form = alice.follow(alice.get(Television.link(choice, "/device/login/local")));

        var back = alice.get(Television.link(form, "/device/login"));

        assertThat(Television.link(back, "/device/login/door")).isNotNull();
    }

    @Test
    void grantThatIsSwitchedOffIsNotThere() {
        var text = TestServer.STANDARD + Television.CLIENTS + "oauth2: {grantTypes: [authorization_code]}\n";
        try (var without = TestServer.start(text)) {
            var asked = new Television(without, cookieless).ask(Map.of());

            assertThat(Shop.member(asked, "error")).isEqualTo("unsupported_grant_type");
            assertThat(alice.get(without.at("/device")).statusCode()).isEqualTo(404);
            assertThat(alice.get(without.at("/.well-known/openid-configuration"))
                            .body())
                    .doesNotContain("device");
        }
    }
}
