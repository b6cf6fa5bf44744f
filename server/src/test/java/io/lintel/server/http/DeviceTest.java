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
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.URI;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Devices (RFC 8628) over HTTP, and the people in front of them.
final class DeviceTest {

    private static TestServer server;
    private LivingRoom room;

    @BeforeAll
    static void start() {
        server = LivingRoom.serve();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        room = new LivingRoom(server);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    @Tag("SEC-B10")
    void deviceIsToldItsCodesAndHowToGoOn() {
        var asked = room.tv.ask();

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
        var asked = room.tv.ask();
        assertThat(error(room.tv.poll(asked))).isEqualTo("authorization_pending");

        var consent = room.tv.aliceLogsIn(room.alice, asked);
        assertThat(consent.uri().getPath()).isEqualTo("/idp/approval");
        assertThat(Jsoup.parse(consent.body()).select("#user-code").text()).isEqualTo(Shop.member(asked, "user_code"));
        assertThat(consent.body()).contains("Living Room TV");
        var done = room.alice.submit(consent, Map.of("approval", "approve"));

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(Jsoup.parse(done.body()).select("#device-approved").text()).contains("Living Room TV");
        assertThat(room.alice.cookies()).as("the login is over").isEmpty();
        var tokens = room.tv.poll(asked);
        assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
        assertThat(tokens.headers().firstValue("Cache-Control")).contains("no-store");
        var shop = new Shop(server, room.cookieless);
        assertThat(shop.userInfo(Shop.member(tokens, "access_token")).body()).contains("alice@example.org", "readers");
        var refreshed = room.cookieless.post(
                server.at("/token"),
                Map.of(
                        "grant_type", "refresh_token",
                        "client_id", "tv",
                        "refresh_token", Shop.member(tokens, "refresh_token")));
        assertThat(refreshed.statusCode()).isEqualTo(200);
        assertThat(error(room.tv.poll(asked))).isEqualTo("invalid_grant");
    }

    /// RFC 8707: what the tokens are for is said before the end-user answers.
    @Test
    @Tag("SEC-E5")
    void aliceIsToldAtWhichResourcesTheDeviceMeansToActForHer() throws Exception {
        assertThat(error(room.tv.ask(Map.of("resource", "urn:books")))).isEqualTo("invalid_target");
        var asked = room.tv.ask(Map.of("resource", "urn:films"));

        var consent = room.tv.aliceLogsIn(room.alice, asked);
        assertThat(Jsoup.parse(consent.body()).select(".dex-fact").eachText()).contains("act for you at Films");
        room.alice.submit(consent, Map.of("approval", "approve"));

        assertThat(error(room.tv.poll(asked, Map.of("resource", "urn:books")))).isEqualTo("invalid_target");
        var token = SignedJWT.parse(Shop.member(room.tv.poll(asked), "access_token"));
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("urn:films");
    }

    @Test
    @Tag("SEC-E3")
    void deviceHearsThatAliceSaidNo() {
        var asked = room.tv.ask();
        var done = room.alice.submit(room.tv.aliceLogsIn(room.alice, asked), Map.of("approval", "rejected"));

        assertThat(Jsoup.parse(done.body()).select("#device-denied")).hasSize(1);
        var polled = room.tv.poll(asked);
        assertThat(polled.statusCode()).isEqualTo(400);
        assertThat(error(polled)).isEqualTo("access_denied");
    }

    @Test
    @Tag("SEC-E5")
    void linkThatCarriesTheCodeFillsItInAndNoGetAnswersADevice() {
        var asked = room.tv.ask();
        var form = room.alice.get(URI.create(Shop.member(asked, "verification_uri_complete")));
        assertThat(Jsoup.parse(form.body()).select("#user_code").attr("value"))
                .isEqualTo(Shop.member(asked, "user_code"));

        var verified = room.alice.submit(form, Map.of("user_code", Shop.member(asked, "user_code")));
        assertThat(verified.statusCode()).isEqualTo(303);
        assertThat(verified.headers().firstValue("Location").orElse(""))
                .as("no code in an address")
                .doesNotContain(Shop.member(asked, "user_code"));
        var choice = room.alice.follow(verified);
        room.alice.get(choice.uri());
        // This connector lets everybody in by being asked.
        var consent = room.alice.follow(room.alice.get(Television.link(choice, "/device/login/mock")));
        room.alice.get(consent.uri());

        assertThat(Jsoup.parse(consent.body()).select("#user-code").text()).isEqualTo(Shop.member(asked, "user_code"));
        assertThat(error(room.tv.poll(asked))).isEqualTo("authorization_pending");
    }

    @Test
    @Tag("SEC-D1")
    @Tag("SEC-D3")
    @Tag("SEC-B4")
    void loginBelongsToTheBrowserThatBeganIt() {
        var asked = room.tv.ask();
        var consent = room.tv.aliceLogsIn(room.alice, asked);
        try (var mallory = new TestBrowser()) {
            assertThat(mallory.get(consent.uri()).statusCode()).isEqualTo(403);
            assertThat(mallory.submit(consent, Map.of("approval", "approve")).statusCode())
                    .isEqualTo(403);
        }

        assertThat(error(room.tv.poll(asked))).isEqualTo("authorization_pending");
    }

    @Test
    @Tag("SEC-E4")
    void codeIsConsumedOnceItWasAnswered() {
        var asked = room.tv.ask();
        var choice = room.alice.follow(room.tv.type(room.alice, Shop.member(asked, "user_code")));
        var later = room.tv.aliceLogsIn(room.alice, asked);
        room.tv.aliceApproves(room.alice, asked);

        assertThat(room.tv.type(room.alice, Shop.member(asked, "user_code")).statusCode())
                .isEqualTo(400);
        assertThat(room.alice.get(choice.uri()).statusCode()).isEqualTo(400);
        var again = room.alice.submit(later, Map.of("approval", "rejected"));
        assertThat(again.statusCode()).as("the first answer counts").isEqualTo(400);
        assertThat(room.tv.poll(asked).statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("SEC-E4")
    @Tag("SEC-B8")
    void confidentialClientProvesWhoItIsBothTimes() {
        var box = Map.of("client_id", "box", "client_secret", "box-secret");
        assertThat(Shop.member(room.tv.ask(Map.of("client_id", "box")), "error"))
                .isEqualTo("invalid_client");
        assertThat(Shop.member(room.tv.ask(Map.of("client_id", "box", "client_secret", "wrong")), "error"))
                .isEqualTo("invalid_client");
        var asked = room.tv.ask(box);
        room.tv.aliceApproves(room.alice, asked);

        assertThat(error(room.tv.poll(asked))).as("another client").isEqualTo("invalid_grant");
        assertThat(error(room.tv.poll(asked, Map.of("client_id", "box")))).isEqualTo("invalid_client");
        assertThat(error(room.tv.poll(asked, Map.of("client_id", "shop", "client_secret", "shop-secret"))))
                .isEqualTo("invalid_grant");
        assertThat(room.tv.poll(asked, box).statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("SEC-E4")
    @Tag("SEC-A7")
    void challengeIsOptionalAndBindsIfItIsThere() {
        var challenge = Map.of(
                "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "code_challenge_method", "S256");
        var asked = room.tv.ask(challenge);
        room.tv.aliceApproves(room.alice, asked);

        assertThat(error(room.tv.poll(asked))).isEqualTo("invalid_grant");
        var verifier = Map.of("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assertThat(room.tv.poll(asked, verifier).statusCode()).isEqualTo(200);
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
        var typed =
                room.alice.follow(room.tv.type(room.alice, asked.getUserCode().getValue()));
        room.alice.submit(Television.aliceChooses(room.alice, typed), Map.of("approval", "approve"));

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

    @Test
    void wayBackFromTheLoginFormLeadsToTheOtherConnectors() {
        var choice = room.alice.follow(room.tv.type(room.alice, Shop.member(room.tv.ask(), "user_code")));
        var form = room.alice.follow(room.alice.get(Television.link(choice, "/device/login/local")));

        var back = room.alice.get(Television.link(form, "/device/login"));

        assertThat(Television.link(back, "/device/login/door")).isNotNull();
    }

    @Test
    void grantThatIsSwitchedOffIsNotThere() {
        var text = TestServer.STANDARD + Television.CLIENTS + "oauth2: {grantTypes: [authorization_code]}\n";
        try (var without = TestServer.start(text)) {
            var asked = new Television(without, room.cookieless).ask(Map.of());

            assertThat(Shop.member(asked, "error")).isEqualTo("unsupported_grant_type");
            assertThat(room.alice.get(without.at("/device")).statusCode()).isEqualTo(404);
            assertThat(room.alice
                            .get(without.at("/.well-known/openid-configuration"))
                            .body())
                    .doesNotContain("device");
        }
    }
}
