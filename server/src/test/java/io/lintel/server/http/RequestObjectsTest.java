package io.lintel.server.http;

import static io.lintel.server.http.SigningShop.BANK_URI;
import static io.lintel.server.http.SigningShop.SECRET;
import static io.lintel.server.http.SigningShop.claims;
import static io.lintel.server.http.SigningShop.logIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.lintel.server.TestBrowser;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Authorization requests that clients have signed (RFC 9101; OpenID Connect Core, section 6), by a library that knows
/// nothing of us.
final class RequestObjectsTest {

    private static SigningShop signing;

    @BeforeAll
    static void start() throws JOSEException {
        signing = new SigningShop();
    }

    @AfterAll
    static void stop() {
        signing.close();
    }

    @Test
    void stockClientSignsItsRequest() throws Exception {
        var metadata = OIDCProviderMetadata.resolve(new Issuer(signing.server.issuer()));
        assertThat(metadata.supportsRequestParam()).isTrue();
        assertThat(metadata.requiresRequestURIRegistration()).isTrue();
        assertThat(metadata.getRequestObjectJWSAlgs())
                .contains(JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.HS256)
                .doesNotContain(JWSAlgorithm.parse("none"));
        var wanted = new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        Scope.parse("openid email"),
                        new ClientID("shop"),
                        URI.create(Shop.REDIRECT_URI))
                .state(new State())
                .nonce(new Nonce())
                .maxAge(600)
                .build();
        var object = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("r").build(),
                new JWTClaimsSet.Builder(wanted.toJWTClaimsSet())
                        .issuer("shop")
                        .audience(signing.server.issuer().toString())
                        .build());
        object.sign(new RSASSASigner(signing.rsa));
        var request = new AuthenticationRequest.Builder(object, new ClientID("shop"))
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .build();

        try (var browser = new TestBrowser()) {
            assertThat(logIn(browser, request.toURI()))
                    .containsEntry("state", wanted.getState().getValue())
                    .containsKey("code");
        }
    }

    @Test
    void eachKeyOfTheClientWillDo() throws Exception {
        try (var browser = new TestBrowser()) {
            for (var object : List.of(
                    signing.sign(JWSAlgorithm.RS256, claims(Map.of())),
                    signing.sign(JWSAlgorithm.PS256, claims(Map.of())),
                    signing.sign(JWSAlgorithm.ES256, claims(Map.of())),
                    signing.sign(JWSAlgorithm.HS256, claims(Map.of())))) {
                assertThat(logIn(browser, signing.authorize(Map.of("request", object))))
                        .containsKey("code");
            }
        }
    }

    /// RFC 9101, section 6.3.
    @Test
    @Tag("SEC-A6")
    void whatStandsBesideTheObjectCountsForNothing() throws Exception {
        var object = signing.sign(JWSAlgorithm.RS256, claims(Map.of("state", "signed", "scope", "openid")));
        try (var browser = new TestBrowser()) {
            var answer = logIn(
                    browser,
                    signing.authorize(Map.of(
                            "request", object,
                            "state", "other",
                            "scope", "openid groups",
                            "redirect_uri", "https://evil.example/",
                            "response_mode", "fragment",
                            "claims", "{\"id_token\":{\"email\":null}}")));

            assertThat(answer).containsEntry("state", "signed");
            var tokens = new Shop(signing.server, browser)
                    .token(
                            new Shop(signing.server, browser).redemption(answer.getOrDefault("code", "")),
                            Shop.basic("shop", SECRET));
            assertThat(tokens.body()).contains("\"scope\":\"openid\"");
            var idToken = SignedJWT.parse(Shop.member(tokens, "id_token")).getJWTClaimsSet();
            assertThat(idToken.getClaims()).doesNotContainKeys("email", "groups");
        }
    }

    @Test
    void objectsInTheObjectAreReadAsParameters() throws Exception {
        var claims = new LinkedHashMap<String, Object>(claims(Map.of("scope", "openid")));
        claims.put("claims", Map.of("id_token", Map.of("email", Map.of("essential", true))));
        claims.put("max_age", 60);
        try (var browser = new TestBrowser()) {
            var code = logIn(browser, signing.authorize(Map.of("request", signing.sign(JWSAlgorithm.ES256, claims))))
                    .getOrDefault("code", "");
            var shop = new Shop(signing.server, browser);
            var tokens = shop.token(shop.redemption(code), Shop.basic("shop", SECRET));

            assertThat(SignedJWT.parse(Shop.member(tokens, "id_token"))
                            .getJWTClaimsSet()
                            .getClaims())
                    .containsEntry("email", "alice@example.org");
        }
    }

    @Test
    void objectMayExpireLater() throws Exception {
        var claims = new JWTClaimsSet.Builder(JWTClaimsSet.parse(claims(Map.of())))
                .issuer("shop")
                .audience(
                        List.of("https://other.example", signing.server.issuer().toString()))
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .notBeforeTime(Date.from(Instant.now()))
                .build();
        try (var browser = new TestBrowser()) {
            var object = signing.sign(JWSAlgorithm.ES256, claims.toJSONObject());
            assertThat(logIn(browser, signing.authorize(Map.of("request", object))))
                    .containsKey("code");
        }
    }

    @Test
    void errorOfASignedRequestGoesWhereItSays() throws Exception {
        var object = signing.sign(
                JWSAlgorithm.ES256, claims(Map.of("response_type", "id_token", "scope", "email", "state", "signed")));
        try (var browser = new TestBrowser()) {
            var location = TestBrowser.location(browser.get(signing.authorize(Map.of("request", object))));

            assertThat(location.toString()).startsWith(Shop.REDIRECT_URI + "#");
            assertThat(location.getRawFragment()).contains("error=invalid_scope", "state=signed");
        }
    }

    @Test
    @Tag("SEC-A6")
    void whoMustSignCannotGoRoundIt() throws Exception {
        try (var browser = new TestBrowser()) {
            var plain = new LinkedHashMap<>(Shop.request(Map.of("client_id", "bank", "redirect_uri", BANK_URI)));
            assertThat(TestBrowser.answer(browser.get(signing.server.at("/auth?" + TestBrowser.encode(plain)))))
                    .containsEntry("error", "invalid_request");
            assertThat(signing.push(browser, "bank", "bank-secret", plain).body())
                    .contains("\"error\":\"invalid_request\"");

            var claims = claims(Map.of("client_id", "bank", "redirect_uri", BANK_URI));
            var signed = Map.of("client_id", "bank", "request", signing.sign(JWSAlgorithm.ES256, claims));
            assertThat(signing.push(browser, "bank", "bank-secret", signed).statusCode())
                    .isEqualTo(201);
            var weaker = Map.of("client_id", "bank", "request", signing.sign(JWSAlgorithm.RS256, claims));
            assertThat(signing.push(browser, "bank", "bank-secret", weaker).body())
                    .contains("invalid_request_object");
        }
    }

    /// RFC 9126, section 3.
    @Test
    @Tag("SEC-A6")
    void signedRequestIsPushed() throws Exception {
        try (var browser = new TestBrowser()) {
            var object = signing.sign(JWSAlgorithm.ES256, claims(Map.of("state", "signed")));
            var pushed = signing.push(
                    browser, "shop", SECRET, Map.of("client_id", "shop", "request", object, "state", "other"));

            assertThat(pushed.statusCode()).isEqualTo(201);
            assertThat(logIn(browser, signing.authorize(Map.of("request_uri", Shop.member(pushed, "request_uri")))))
                    .containsEntry("state", "signed");
        }
    }

    @Test
    @Tag("SEC-A5")
    void objectAndUriExcludeEachOther() throws Exception {
        try (var browser = new TestBrowser()) {
            var object = signing.sign(JWSAlgorithm.ES256, claims(Map.of()));
            var answer = browser.get(
                    signing.authorize(Map.of("request", object, "request_uri", "urn:ietf:params:oauth:request_uri:x")));

            assertThat(answer.statusCode()).isEqualTo(400);
        }
    }
}
