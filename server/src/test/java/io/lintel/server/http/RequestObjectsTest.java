package io.lintel.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
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
import io.lintel.server.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
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
/// nothing of us and by an attacker.
final class RequestObjectsTest {

    private static final String SECRET = "shop-secret-of-more-than-32-bytes-for-hmac";
    private static final String BANK_URI = "https://bank.example/callback";

    private static RSAKey rsa;
    private static ECKey curve;
    private static TestServer server;

    @BeforeAll
    static void start() throws JOSEException {
        rsa = new RSAKeyGenerator(2048).keyID("r").keyUse(KeyUse.SIGNATURE).generate();
        curve = new ECKeyGenerator(Curve.P_256)
                .keyID("e")
                .keyUse(KeyUse.SIGNATURE)
                .generate();
        var keys = new JWKSet(List.of(rsa.toPublicJWK(), curve.toPublicJWK())).toString();
        server = TestServer.start(TestServer.STANDARD.replace(
                        "secret: shop-secret,", "secret: " + SECRET + ", jwks: '" + keys + "',")
                + "  - {id: bank, name: Bank, secret: bank-secret, redirectURIs: [\"" + BANK_URI + "\"], jwks: '" + keys
                + "', requireSignedRequestObject: true, requestObjectSigningAlg: ES256}\n"
                + "oauth2: {responseTypes: [code, id_token], skipApprovalScreen: true}\n");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void stockClientSignsItsRequest() throws Exception {
        var metadata = OIDCProviderMetadata.resolve(new Issuer(server.issuer()));
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
                        .audience(server.issuer().toString())
                        .build());
        object.sign(new RSASSASigner(rsa));
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
                    sign(JWSAlgorithm.RS256, claims(Map.of())),
                    sign(JWSAlgorithm.PS256, claims(Map.of())),
                    sign(JWSAlgorithm.ES256, claims(Map.of())),
                    sign(JWSAlgorithm.HS256, claims(Map.of())))) {
                assertThat(logIn(browser, authorize(Map.of("request", object)))).containsKey("code");
            }
        }
    }

    /// RFC 9101, section 6.3.
    @Test
    @Tag("SEC-A6")
    void whatStandsBesideTheObjectCountsForNothing() throws Exception {
        var object = sign(JWSAlgorithm.RS256, claims(Map.of("state", "signed", "scope", "openid")));
        try (var browser = new TestBrowser()) {
            var answer = logIn(
                    browser,
                    authorize(Map.of(
                            "request", object,
                            "state", "other",
                            "scope", "openid groups",
                            "redirect_uri", "https://evil.example/",
                            "response_mode", "fragment",
                            "claims", "{\"id_token\":{\"email\":null}}")));

            assertThat(answer).containsEntry("state", "signed");
            var tokens = new Shop(server, browser)
                    .token(
                            new Shop(server, browser).redemption(answer.getOrDefault("code", "")),
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
            var code = logIn(browser, authorize(Map.of("request", sign(JWSAlgorithm.ES256, claims))))
                    .getOrDefault("code", "");
            var shop = new Shop(server, browser);
            var tokens = shop.token(shop.redemption(code), Shop.basic("shop", SECRET));

            assertThat(SignedJWT.parse(Shop.member(tokens, "id_token"))
                            .getJWTClaimsSet()
                            .getClaims())
                    .containsEntry("email", "alice@example.org");
        }
    }

    @Test
    @Tag("SEC-G1")
    @Tag("SEC-A10")
    void unsignedObjectIsNotSupported() throws Exception {
        try (var browser = new TestBrowser()) {
            var plain = new PlainJWT(JWTClaimsSet.parse(claims(Map.of()))).serialize();
            assertRefused(browser, plain, "request_not_supported");
            assertRefused(browser, plain.replaceFirst("^[^.]*", encode("{\"alg\":\"NONE\"}")), "request_not_supported");
        }
    }

    @Test
    @Tag("SEC-G1")
    @Tag("SEC-G2")
    @Tag("SEC-B6")
    void forgedObjectIsRefused() throws Exception {
        var good = sign(JWSAlgorithm.RS256, claims(Map.of()));
        var dot = good.lastIndexOf('.');
        var stranger = new RSAKeyGenerator(2048).keyID("r").generate();
        var embedded = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .jwk(stranger.toPublicJWK())
                        .build(),
                JWTClaimsSet.parse(claims(Map.of())));
        embedded.sign(new RSASSASigner(stranger));
        try (var browser = new TestBrowser()) {
            for (var forged : List.of(
                    good.substring(0, dot),
                    good.substring(0, dot + 1),
                    good.substring(0, dot + 10),
                    good.substring(0, dot) + "." + encode("x".repeat(256)),
                    good.replaceFirst(
                            "\\.[^.]*\\.", "." + encode("{\"client_id\":\"shop\",\"scope\":\"openid groups\"}") + "."),
                    sign(JWSAlgorithm.RS256, "r", new RSASSASigner(stranger), claims(Map.of())),
                    embedded.serialize(),
                    // The public key, in whatever form the attacker likes, as the key of an HMAC.
                    sign(
                            JWSAlgorithm.HS256,
                            "r",
                            new MACSigner(rsa.toPublicKey().getEncoded()),
                            claims(Map.of())),
                    sign(
                            JWSAlgorithm.HS256,
                            "r",
                            new MACSigner(rsa.toPublicJWK().toJSONString().getBytes(UTF_8)),
                            claims(Map.of())),
                    sign(
                            JWSAlgorithm.HS256,
                            "r",
                            new MACSigner("another-secret-of-more-than-32-bytes"),
                            claims(Map.of())),
                    "x",
                    "..",
                    "a.b.c.d.e")) {
                assertRefused(browser, forged, "invalid_request_object");
            }
        }
    }

    @Test
    @Tag("SEC-B4")
    @Tag("SEC-B7")
    void objectForOthersOrForAnotherTimeIsRefused() throws Exception {
        var now = Instant.now();
        try (var browser = new TestBrowser()) {
            for (var other : List.<Map<String, Object>>of(
                    Map.of("client_id", "bank"),
                    Map.of("iss", "bank"),
                    Map.of("sub", "shop"),
                    Map.of("aud", "https://other.example"),
                    Map.of("aud", List.of("https://other.example")),
                    Map.of("exp", now.minusSeconds(120).getEpochSecond()),
                    Map.of("exp", "soon"),
                    Map.of("nbf", now.plusSeconds(120).getEpochSecond()),
                    Map.of("iat", now.plusSeconds(120).getEpochSecond()),
                    Map.of("request", "x"),
                    Map.of("request_uri", "urn:ietf:params:oauth:request_uri:x"))) {
                assertRefused(browser, sign(JWSAlgorithm.ES256, claims(other)), "invalid_request_object");
            }
            var assertion = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID("e")
                            .type(new JOSEObjectType("client-authentication+jwt"))
                            .build(),
                    JWTClaimsSet.parse(claims(Map.of())));
            assertion.sign(new ECDSASigner(curve));
            assertRefused(browser, assertion.serialize(), "invalid_request_object");
        }
    }

    @Test
    void objectMayExpireLater() throws Exception {
        var claims = new JWTClaimsSet.Builder(JWTClaimsSet.parse(claims(Map.of())))
                .issuer("shop")
                .audience(List.of("https://other.example", server.issuer().toString()))
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .notBeforeTime(Date.from(Instant.now()))
                .build();
        try (var browser = new TestBrowser()) {
            var object = sign(JWSAlgorithm.ES256, claims.toJSONObject());
            assertThat(logIn(browser, authorize(Map.of("request", object)))).containsKey("code");
        }
    }

    @Test
    void errorOfASignedRequestGoesWhereItSays() throws Exception {
        var object = sign(
                JWSAlgorithm.ES256, claims(Map.of("response_type", "id_token", "scope", "email", "state", "signed")));
        try (var browser = new TestBrowser()) {
            var location = TestBrowser.location(browser.get(authorize(Map.of("request", object))));

            assertThat(location.toString()).startsWith(Shop.REDIRECT_URI + "#");
            assertThat(location.getRawFragment()).contains("error=invalid_scope", "state=signed");
        }
    }

    @Test
    @Tag("SEC-A6")
    void whoMustSignCannotGoRoundIt() throws Exception {
        try (var browser = new TestBrowser()) {
            var plain = new LinkedHashMap<>(Shop.request(Map.of("client_id", "bank", "redirect_uri", BANK_URI)));
            assertThat(TestBrowser.answer(browser.get(server.at("/auth?" + TestBrowser.encode(plain)))))
                    .containsEntry("error", "invalid_request");
            assertThat(push(browser, "bank", "bank-secret", plain).body()).contains("\"error\":\"invalid_request\"");

            var claims = claims(Map.of("client_id", "bank", "redirect_uri", BANK_URI));
            var signed = Map.of("client_id", "bank", "request", sign(JWSAlgorithm.ES256, claims));
            assertThat(push(browser, "bank", "bank-secret", signed).statusCode())
                    .isEqualTo(201);
            var weaker = Map.of("client_id", "bank", "request", sign(JWSAlgorithm.RS256, claims));
            assertThat(push(browser, "bank", "bank-secret", weaker).body()).contains("invalid_request_object");
        }
    }

    /// RFC 9126, section 3.
    @Test
    @Tag("SEC-A6")
    void signedRequestIsPushed() throws Exception {
        try (var browser = new TestBrowser()) {
            var object = sign(JWSAlgorithm.ES256, claims(Map.of("state", "signed")));
            var pushed =
                    push(browser, "shop", SECRET, Map.of("client_id", "shop", "request", object, "state", "other"));

            assertThat(pushed.statusCode()).isEqualTo(201);
            assertThat(logIn(browser, authorize(Map.of("request_uri", Shop.member(pushed, "request_uri")))))
                    .containsEntry("state", "signed");
        }
    }

    @Test
    @Tag("SEC-A5")
    void objectAndUriExcludeEachOther() throws Exception {
        try (var browser = new TestBrowser()) {
            var object = sign(JWSAlgorithm.ES256, claims(Map.of()));
            var answer = browser.get(
                    authorize(Map.of("request", object, "request_uri", "urn:ietf:params:oauth:request_uri:x")));

            assertThat(answer.statusCode()).isEqualTo(400);
        }
    }

    private static Map<String, Object> claims(Map<String, Object> other) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("client_id", "shop");
        claims.put("redirect_uri", Shop.REDIRECT_URI);
        claims.put("response_type", "code");
        claims.put("scope", "openid email");
        claims.put("state", "s");
        claims.put("nonce", "n");
        claims.put("connector_id", "local");
        claims.putAll(other);
        return claims;
    }

    private static String sign(JWSAlgorithm algorithm, Map<String, Object> claims) throws Exception {
        if (algorithm.equals(JWSAlgorithm.HS256)) {
            return sign(algorithm, "", new MACSigner(SECRET), claims);
        }
        return JWSAlgorithm.Family.EC.contains(algorithm)
                ? sign(algorithm, "e", new ECDSASigner(curve), claims)
                : sign(algorithm, "r", new RSASSASigner(rsa), claims);
    }

    private static String sign(JWSAlgorithm algorithm, String key, JWSSigner signer, Map<String, Object> claims)
            throws Exception {
        var header = new JWSHeader.Builder(algorithm);
        if (!key.isEmpty()) {
            header.keyID(key);
        }
        var payload = new com.nimbusds.jose.Payload(claims);
        var object = new com.nimbusds.jose.JWSObject(header.build(), payload);
        object.sign(signer);
        return object.serialize();
    }

    private static String encode(String text) {
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static URI authorize(Map<String, String> parameters) {
        var all = new LinkedHashMap<String, String>();
        all.put("client_id", "shop");
        all.putAll(parameters);
        return server.at("/auth?" + TestBrowser.encode(all));
    }

    private static Map<String, String> logIn(TestBrowser browser, URI request) {
        var first = browser.follow(browser.get(request));
        var form = first.body().contains("id=\"password\"")
                ? first
                : browser.follow(browser.get(URI.create(local(first))));
        return TestBrowser.answer(
                browser.submit(form, Map.of("login", "alice@example.org", "password", "correct horse")));
    }

    private static String local(HttpResponse<String> choice) {
        return org.jsoup.Jsoup.parse(choice.body(), choice.uri().toString())
                .select("a[href*='/auth/local?']")
                .attr("abs:href");
    }

    private static void assertRefused(TestBrowser browser, String object, String error) {
        var told = TestBrowser.answer(browser.get(
                authorize(Map.of("request", object, "redirect_uri", Shop.REDIRECT_URI, "state", "outside"))));
        assertThat(told)
                .containsEntry("error", error)
                .containsEntry("state", "outside")
                .doesNotContainKey("code");
        var page = browser.get(authorize(Map.of("request", object)));
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.headers().firstValue("Location")).isEmpty();
    }

    private static HttpResponse<String> push(
            TestBrowser browser, String client, String secret, Map<String, String> form) {
        return browser.send(HttpRequest.newBuilder(server.at("/par"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", Shop.basic(client, secret))
                .POST(BodyPublishers.ofString(TestBrowser.encode(form))));
    }
}
