package io.lintel.server.http;

import static io.lintel.server.http.SigningShop.claims;
import static io.lintel.server.http.SigningShop.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.lintel.server.TestBrowser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Request objects (RFC 9101) that an attacker has made, or taken from elsewhere.
final class ForgedRequestObjectsTest {

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
        var good = signing.sign(JWSAlgorithm.RS256, claims(Map.of()));
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
                    signing.sign(JWSAlgorithm.RS256, "r", new RSASSASigner(stranger), claims(Map.of())),
                    embedded.serialize(),
                    // The public key, in whatever form the attacker likes, as the key of an HMAC.
                    signing.sign(
                            JWSAlgorithm.HS256,
                            "r",
                            new MACSigner(signing.rsa.toPublicKey().getEncoded()),
                            claims(Map.of())),
                    signing.sign(
                            JWSAlgorithm.HS256,
                            "r",
                            new MACSigner(
                                    signing.rsa.toPublicJWK().toJSONString().getBytes(UTF_8)),
                            claims(Map.of())),
                    signing.sign(
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
                assertRefused(browser, signing.sign(JWSAlgorithm.ES256, claims(other)), "invalid_request_object");
            }
            var assertion = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID("e")
                            .type(new JOSEObjectType("client-authentication+jwt"))
                            .build(),
                    JWTClaimsSet.parse(claims(Map.of())));
            assertion.sign(new ECDSASigner(signing.curve));
            assertRefused(browser, assertion.serialize(), "invalid_request_object");
        }
    }

    private static void assertRefused(TestBrowser browser, String object, String error) {
        var told = TestBrowser.answer(browser.get(
                signing.authorize(Map.of("request", object, "redirect_uri", Shop.REDIRECT_URI, "state", "outside"))));
        assertThat(told)
                .containsEntry("error", error)
                .containsEntry("state", "outside")
                .doesNotContainKey("code");
        var page = browser.get(signing.authorize(Map.of("request", object)));
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.headers().firstValue("Location")).isEmpty();
    }
}
