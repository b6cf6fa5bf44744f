package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the settings of one client do to its tokens, as an OpenID Connect library that knows nothing of us sees them.
final class TokenSettingsTest {

    private static final String PUBLIC_SUBJECT = "CgVhMTFjZRIFbG9jYWw";

    /// The algorithms that the library verifies by itself.
    static Stream<JWSAlgorithm> algorithms() {
        return Stream.of(
                JWSAlgorithm.RS256,
                JWSAlgorithm.RS384,
                JWSAlgorithm.RS512,
                JWSAlgorithm.PS256,
                JWSAlgorithm.ES256,
                JWSAlgorithm.ES384,
                JWSAlgorithm.ES512);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    @Tag("SEC-G4")
    void stockClientVerifiesWhatItAskedFor(JWSAlgorithm algorithm) throws Exception {
        var settings = "idTokenSignedResponseAlg: %s, userinfoSignedResponseAlg: %s".formatted(algorithm, algorithm);
        try (var server = TestServer.start(file(settings));
                var browser = new TestBrowser()) {
            var metadata = OIDCProviderMetadata.resolve(new Issuer(server.issuer()));
            assertThat(metadata.getIDTokenJWSAlgs()).containsOnly(JWSAlgorithm.RS256, algorithm);
            assertThat(metadata.getUserInfoJWSAlgs()).containsOnly(JWSAlgorithm.RS256, algorithm);

            var shop = new Shop(server, browser);
            var tokens = shop.token(shop.redemption(shop.code()));
            var idToken = SignedJWT.parse(Shop.member(tokens, "id_token"));
            var accessToken = Shop.member(tokens, "access_token");

            var claims = new IDTokenValidator(
                            metadata.getIssuer(),
                            new ClientID("shop"),
                            algorithm,
                            metadata.getJWKSetURI().toURL())
                    .validate(idToken, new Nonce("n0nce"));
            AccessTokenValidator.validate(
                    new BearerAccessToken(accessToken),
                    algorithm,
                    new AccessTokenHash(claims.getStringClaim("at_hash")));
            assertThat(SignedJWT.parse(accessToken).getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);

            var answer = shop.userInfo(accessToken);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/jwt");
            var told = verified(metadata, algorithm, null, answer.body());
            assertThat(told.getIssuer()).isEqualTo(server.issuer().toString());
            assertThat(told.getAudience()).containsExactly("shop");
            assertThat(told.getSubject()).isEqualTo(PUBLIC_SUBJECT);
            assertThat(told.getStringClaim("email")).isEqualTo("alice@example.org");
        }
    }

    @Test
    void edwardsCurveIsThereToo() throws Exception {
        try (var server = TestServer.start(file("idTokenSignedResponseAlg: EdDSA"));
                var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var idToken = SignedJWT.parse(Shop.member(shop.token(shop.redemption(shop.code())), "id_token"));

            assertThat(idToken.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.EdDSA);
            assertThat(JWKSet.load(server.at("/keys").toURL())
                            .getKeyByKeyId(idToken.getHeader().getKeyID()))
                    .isNotNull();
        }
    }

    /// RFC 9068: what a resource server checks.
    @Test
    void jwtAccessTokenIsThatOfItsStandardAndUserInfoSaysTheRest() throws Exception {
        try (var server = TestServer.start(file("accessTokenType: at+jwt, accessTokenLifetime: 5m"));
                var browser = new TestBrowser()) {
            var metadata = OIDCProviderMetadata.resolve(new Issuer(server.issuer()));
            var shop = new Shop(server, browser);
            var tokens = shop.token(shop.redemption(shop.code()));
            var accessToken = Shop.member(tokens, "access_token");
            var claims = verified(metadata, JWSAlgorithm.RS256, "at+jwt", accessToken);

            assertThat(tokens.body()).contains("\"expires_in\":300");
            assertThat(claims.getClaims().keySet())
                    .containsExactlyInAnyOrder(
                            "iss",
                            "sub",
                            "aud",
                            "exp",
                            "iat",
                            "jti",
                            "client_id",
                            "scope",
                            "auth_time",
                            "sealed_claims");
            assertThat(shop.userInfo(accessToken).body())
                    .contains("\"email\":\"alice@example.org\"", "\"groups\":[\"readers\"]")
                    .doesNotContain("sealed");
            assertThat(shop.userInfo(Shop.member(tokens, "id_token")).statusCode())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pairwise", "opaque"})
    @Tag("SEC-I1")
    void subjectThatTellsNothingIsTheSameAtEveryDoor(String type) throws Exception {
        try (var server = TestServer.start(file("subjectType: " + type));
                var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var first = shop.token(shop.redemption(shop.code()));
            var refreshToken = Shop.member(first, "refresh_token");
            var second = shop.token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));

            var subjects = new LinkedHashSet<String>();
            for (var answer : List.of(first, second)) {
                for (var name : new String[] {"id_token", "access_token"}) {
                    subjects.add(SignedJWT.parse(Shop.member(answer, name))
                            .getJWTClaimsSet()
                            .getSubject());
                }
                subjects.add(Shop.member(shop.userInfo(Shop.member(answer, "access_token")), "sub"));
                subjects.add(Shop.member(shop.introspect(Shop.member(answer, "access_token")), "sub"));
            }
            subjects.add(Shop.member(shop.introspect(Shop.member(second, "refresh_token")), "sub"));
            assertThat(subjects).singleElement().asString().matches("[A-Za-z0-9_-]{43}");

            var hint = Map.of("id_token_hint", Shop.member(first, "id_token"));
            assertThat(TestBrowser.answer(browser.submit(shop.aliceLogsIn(hint), Map.of("approval", "approve"))))
                    .containsKey("code");
            assertThat(TestBrowser.answer(shop.begin("/auth/mock", hint))).containsEntry("error", "login_required");
        }
    }

    /// The claims that scopes ask for are where the client wants them.
    @Test
    void idTokenHoldsNoScopeClaimsWhereUserInfoIsToTellThem() throws Exception {
        try (var server = TestServer.start(file("scopeClaimsInIdToken: false"));
                var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var tokens = shop.token(shop.redemption(shop.code()));

            assertThat(SignedJWT.parse(Shop.member(tokens, "id_token"))
                            .getJWTClaimsSet()
                            .getClaims())
                    .doesNotContainKeys("email", "email_verified", "name", "groups", "federated_claims");
            assertThat(shop.userInfo(Shop.member(tokens, "access_token")).body())
                    .contains("alice@example.org", "Alice Liddell", "readers", "federated_claims");
        }
    }

    @Test
    void localUserHasPhoneAndAddress() throws Exception {
        var text = file("scopeClaimsInIdToken: true")
                .replace(
                        "groups: [readers]",
                        "groups: [readers]\n    claims: {phone_number: \"+48 1\", address: {country: PL}}");
        try (var server = TestServer.start(text);
                var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var consent = shop.aliceLogsIn(Map.of("scope", "openid phone address"));
            assertThat(consent.body()).contains("phone number", "postal address");
            var code = TestBrowser.answer(browser.submit(consent, Map.of("approval", "approve")));
            var tokens = shop.token(shop.redemption(code.getOrDefault("code", "")));

            assertThat(shop.userInfo(Shop.member(tokens, "access_token")).body())
                    .contains("\"phone_number\":\"+48 1\"", "\"phone_number_verified\":false")
                    .contains("\"address\":{\"country\":\"PL\"}");
        }
    }

    /// RFC 8707: from the page where the connector is chosen to the token.
    @Test
    @Tag("SEC-F3")
    void resourcesComeThroughTheLoginIntoTheToken() throws Exception {
        try (var server = TestServer.start(file(
                        "resources: [\"https://a.example/x?y=1\", \"urn:b\"], resourceNames: {\"urn:b\": Calendar}"));
                var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var both = "&resource="
                    + TestBrowser.encode(Map.of("r", "https://a.example/x?y=1")).substring(2) + "&resource=urn%3Ab";
            var choice = browser.get(URI.create(shop.authorize("/auth", Map.of()) + both));
            var link = Jsoup.parse(choice.body(), choice.uri().toString())
                    .select("a[href*=/auth/local]")
                    .attr("abs:href");
            var form = browser.follow(browser.get(URI.create(link)));
            var consent = browser.follow(
                    browser.submit(form, Map.of("login", "alice@example.org", "password", "correct horse")));
            assertThat(Jsoup.parse(consent.body()).select(".dex-fact").eachText())
                    .contains("act for you at https://a.example/x?y=1", "act for you at Calendar");
            var code = TestBrowser.answer(browser.submit(consent, Map.of("approval", "approve")));
            var all = shop.token(shop.redemption(code.getOrDefault("code", "")));
            assertThat(audience(all)).containsExactly("https://a.example/x?y=1", "urn:b");

            var refreshToken = Shop.member(all, "refresh_token");
            var one = shop.token(
                    Map.of("grant_type", "refresh_token", "refresh_token", refreshToken, "resource", "urn:b"));
            assertThat(audience(one)).containsExactly("urn:b");
            assertThat(shop.userInfo(Shop.member(one, "access_token")).statusCode())
                    .isEqualTo(401);

            var more = shop.token(Map.of(
                    "grant_type",
                    "refresh_token",
                    "refresh_token",
                    Shop.member(one, "refresh_token"),
                    "resource",
                    "urn:c"));
            assertThat(more.statusCode()).isEqualTo(400);
            assertThat(more.body()).contains("\"error\":\"invalid_target\"");
        }
    }

    /// Whatever is sent is answered, and never by our fault.
    @Test
    @Tag("SEC-A6")
    void resourceThatIsNotOneIsRefusedEverywhere() {
        try (var server = TestServer.start(file("resources: [\"urn:b\"]"));
                var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            for (var resource : new String[] {
                "urn:c", "b", "//", "%", "urn:b#", "urn:b ", "https://[", "\u00e4:b", "a".repeat(2000), "urn:b\n"
            }) {
                var refused = browser.get(shop.authorize("/auth", Map.of("resource", resource)));
                assertThat(TestBrowser.answer(refused)).as(resource).containsEntry("error", "invalid_target");

                var code = shop.code();
                var form = shop.redemption(code);
                form.put("resource", resource);
                var answer = shop.token(form);
                assertThat(answer.statusCode()).as(resource).isEqualTo(400);
                assertThat(answer.body()).contains("\"error\":\"invalid_target\"");
            }
            var many = new StringBuilder(shop.authorize("/auth", Map.of()).toString());
            for (var i = 0; i < 20; i++) {
                many.append("&resource=urn:").append(i);
            }
            assertThat(TestBrowser.answer(browser.get(URI.create(many.toString()))))
                    .containsEntry("error", "invalid_target");
        }
    }

    /// Doors × wrong tokens of a client with every setting: refused, and never by our fault.
    @Test
    @Tag("SEC-B6")
    void userInfoRefusesWhatIsNoAccessToken() {
        var settings = "subjectType: pairwise, userinfoSignedResponseAlg: ES256, accessTokenType: at+jwt";
        try (var server = TestServer.start(file(settings));
                var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var tokens = shop.token(shop.redemption(shop.code()));
            var accessToken = Shop.member(tokens, "access_token");
            var good = shop.userInfo(accessToken);
            assertThat(good.statusCode()).isEqualTo(200);
            assertThat(browser.post(server.at("/userinfo"), Map.of("access_token", accessToken))
                            .statusCode())
                    .isEqualTo(200);
            for (var wrong : Set.of(
                    Shop.member(tokens, "id_token"),
                    Shop.member(tokens, "refresh_token"),
                    good.body(),
                    accessToken.substring(1),
                    accessToken + "A",
                    "x")) {
                for (var answer : List.of(
                        shop.userInfo(wrong), browser.post(server.at("/userinfo"), Map.of("access_token", wrong)))) {
                    assertThat(answer.statusCode()).isEqualTo(401);
                    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                            .contains("error=\"invalid_token\"");
                }
                assertThat(shop.introspect(wrong).statusCode()).isEqualTo(200);
            }
            var inQuery = browser.send(
                    HttpRequest.newBuilder(URI.create(server.at("/userinfo") + "?access_token=" + accessToken))
                            .POST(BodyPublishers.noBody()));
            assertThat(inQuery.statusCode()).isEqualTo(400);
        }
    }

    private static List<String> audience(HttpResponse<String> tokens) throws Exception {
        return SignedJWT.parse(Shop.member(tokens, "access_token"))
                .getJWTClaimsSet()
                .getAudience();
    }

    private static JWTClaimsSet verified(
            OIDCProviderMetadata metadata, JWSAlgorithm algorithm, @Nullable String type, String jwt) throws Exception {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                algorithm,
                new ImmutableJWKSet<>(JWKSet.load(metadata.getJWKSetURI().toURL()))));
        if (type != null) {
            processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(type)));
        }
        return processor.process(jwt, null);
    }

    private static String file(String settings) {
        return TestServer.STANDARD.replace("id: shop, ", "id: shop, " + settings + ", ");
    }
}
