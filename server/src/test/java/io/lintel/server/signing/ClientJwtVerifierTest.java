package io.lintel.server.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import io.lintel.client.AuthenticationSettings;
import io.lintel.client.Client;
import io.lintel.client.ClientAuthenticationMethod;
import io.lintel.client.ClientKeys;
import io.lintel.client.SignedByClient;
import io.lintel.oauth2.ClientId;
import io.lintel.secret.Secret;
import io.lintel.signing.InvalidJwtException;
import io.lintel.signing.JwsAlgorithm;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// JWTs that another library signs for a client, and what nobody should take for one.
final class ClientJwtVerifierTest {

    private static final String SECRET = "a secret of sixty-four letters or more, which is enough for all..";
    private static final String CLAIMS = "{\"iss\":\"shop\",\"sub\":\"shop\"}";
    private static final Set<JwsAlgorithm> ALL = EnumSet.allOf(JwsAlgorithm.class);

    private static final RSAKey RSA = rsa("rsa", 2048);
    private static final RSAKey OTHER_RSA = rsa("rsa", 2048);
    private static final ECKey P256 = ec(Curve.P_256);
    private static final ECKey P384 = ec(Curve.P_384);
    private static final ECKey P521 = ec(Curve.P_521);
    private static final KeyPair ED25519 = ed25519();

    private final AtomicInteger fetches = new AtomicInteger();
    private final ClientJwtVerifier verifier = new ClientJwtVerifier(new PublishedKeySets(
            (uri, namedBy) -> {
                fetches.incrementAndGet();
                return new JWKSet(RSA.toPublicJWK()).toString();
            },
            System::nanoTime));

    @ParameterizedTest
    @EnumSource
    void whatTheClientSignedVerifies(JwsAlgorithm algorithm) {
        var client = client(RSA, P256, P384, P521, publicEd25519());

        var signed = verify(client, sign(algorithm, CLAIMS));

        assertThat(signed.algorithm()).isEqualTo(algorithm);
        assertThat(signed.claims().findString("sub")).contains("shop");
        assertThat(signed.payload()).isEqualTo(CLAIMS);
        assertThat(signed.type()).isEqualTo("JWT");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("SEC-G1")
    void algorithmThatIsNotAcceptedIsRefusedThoughTheSignatureIsGood(JwsAlgorithm algorithm) {
        var others = EnumSet.complementOf(EnumSet.of(algorithm));

        assertRefused(() -> verifier.verify(
                client(RSA, P256, P384, P521, publicEd25519()), others, Secret.of(sign(algorithm, CLAIMS))));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("SEC-G1")
    void signatureOfAnotherOrAlteredIsRefused(JwsAlgorithm algorithm) {
        var client = client(RSA, P256, P384, P521, publicEd25519());
        var good = sign(algorithm, CLAIMS);
        var signature =
                Base64URL.from(good.substring(good.lastIndexOf('.') + 1)).decode();
        var stranger = client(OTHER_RSA, ec(Curve.P_256), ec(Curve.P_384), ec(Curve.P_521))
                .with()
                .secret(Secret.of(SECRET + "x"))
                .build();

        assertRefused(stranger, good);
        for (var i = 0; i < signature.length; i += 7) {
            var altered = signature.clone();
            altered[i] ^= 1;
            assertRefused(client, withSignature(good, altered));
        }
        assertRefused(client, withSignature(good, new byte[signature.length]));
        assertRefused(client, withSignature(good, Arrays.copyOf(signature, signature.length - 1)));
        assertRefused(client, withSignature(good, Arrays.copyOf(signature, signature.length + 1)));
        assertRefused(client, withSignature(good, new byte[0]));
        assertRefused(client, sign(algorithm, CLAIMS).replace(encode(CLAIMS), encode("{\"iss\":\"shop\"}")));
    }

    @Test
    @Tag("SEC-G1")
    void noneIsNoAlgorithm() {
        for (var name : List.of("none", "None", "NONE", "", "rs256", "RS256 ", "HS1")) {
            assertRefused(client(RSA), encode("{\"alg\":\"" + name + "\"}") + "." + encode(CLAIMS) + ".");
        }
    }

    /// The oldest trick: the public key, which everybody has, as the key of a MAC.
    @Test
    @Tag("SEC-G1")
    void publicKeyIsNoKeyOfAMac() throws Exception {
        var withoutSecret = Client.of(new ClientId("shop"), "Shop")
                .authentication(new AuthenticationSettings(
                        ClientAuthenticationMethod.PRIVATE_KEY_JWT, null, new ClientKeys.Inline(set(RSA))))
                .build();
        for (var key : List.of(
                RSA.toRSAPublicKey().getEncoded(),
                RSA.toPublicJWK().toJSONString().getBytes(UTF_8),
                RSA.getModulus().decode(),
                set(RSA).getBytes(UTF_8))) {
            var forged = sign(JwsAlgorithm.HS256, new MACSigner(key), CLAIMS);
            assertRefused(withoutSecret, forged);
            assertRefused(client(RSA), forged);
        }
    }

    @Test
    @Tag("SEC-G1")
    void secretThatIsShorterThanTheMacIsRefused() {
        var shop = client(RSA)
                .with()
                .secret(Secret.of("31 bytes are one less than 32.."))
                .build();

        assertThatThrownBy(() -> verify(shop, sign(JwsAlgorithm.HS256, CLAIMS))).hasMessageContaining("too short");
    }

    @Test
    @Tag("SEC-G1")
    void keyOfAnotherCurveIsRefused() {
        var header = "{\"alg\":\"ES384\"}";
        var input = encode(header) + "." + encode(CLAIMS);

        assertRefused(client(P256), input + "." + Base64URL.encode(ecdsa("SHA384withECDSAinP1363Format", input)));
    }

    @Test
    @Tag("SEC-G2")
    void keysInTheHeaderAreNotLookedAt() throws Exception {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .jwk(OTHER_RSA.toPublicJWK())
                .jwkURL(URI.create("https://thief.example/keys"))
                .x509CertURL(URI.create("https://thief.example/cert"))
                .build();
        var forged = new JWSObject(header, new Payload(CLAIMS));
        forged.sign(new RSASSASigner(OTHER_RSA));

        assertRefused(client(RSA), forged.serialize());
        assertThat(fetches).hasValue(0);
    }

    @Test
    @Tag("SEC-G2")
    void kidIsOnlyGoodForFindingAKey() {
        assertThat(verify(client(RSA), sign("rsa"))).isNotNull();
        assertThat(verify(client(new RSAKey.Builder(RSA).keyID(null).build()), sign("any")))
                .isNotNull();
        assertRefused(client(RSA), sign("other"));
        assertRefused(client(RSA), sign("../rsa"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"RS256\",\"crit\":[\"exp\"],\"exp\":1}",
                "{\"alg\":\"RS256\",\"crit\":[]}",
                "{\"alg\":\"RS256\",\"b64\":false}",
                "{\"alg\":\"RS256\",\"alg\":\"RS256\"}",
                "{\"alg\":\"RS256\",\"kid\":1}",
                "{\"alg\":\"RS256\",\"typ\":null}",
                "{\"alg\":[\"RS256\"]}",
                "{}",
                "[]"
            })
    @Tag("SEC-G1")
    void headerThatIsOutOfOrderIsRefused(String header) {
        assertRefused(client(RSA), signRs256(header, CLAIMS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"iss\":\"shop\",\"iss\":\"thief\"}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "[]",
                "null",
                "{} {}",
                "{\"a\":1e400}",
                "{\"a\":99999999999999999999}"
            })
    @Tag("SEC-G1")
    void payloadThatIsOutOfOrderIsRefused(String payload) {
        assertRefused(client(RSA), signRs256("{\"alg\":\"RS256\"}", payload));
    }

    @Test
    @Tag("SEC-G6")
    void oversizedAndDeeplyNestedAreRefused() {
        assertRefused(client(RSA), signRs256("{\"alg\":\"RS256\"}", "{\"a\":\"" + "x".repeat(60_000) + "\"}"));
        assertRefused(client(RSA), signRs256("{\"alg\":\"RS256\"}", "{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}"));
    }

    @Test
    @Tag("SEC-G1")
    void base64urlHasOneSpelling() {
        var good = sign(JwsAlgorithm.RS256, CLAIMS);

        for (var other : List.of(good + "=", good + " ", " " + good, good.replaceFirst("\\.", "=."))) {
            assertRefused(client(RSA), other);
        }
    }

    @Test
    void nullIsAsGoodAsAbsentAndFractionsAreCutOff() {
        var payload = "{\"iss\":\"shop\",\"exp\":1767268800.75,\"nbf\":null,\"claims\":{\"userinfo\":{\"name\":null}}}";

        var signed = verify(client(RSA), signRs256("{\"alg\":\"RS256\"}", payload));

        assertThat(signed.claims().asMap()).containsEntry("exp", 1767268800L).doesNotContainKey("nbf");
        assertThat(signed.payload()).isEqualTo(payload);
    }

    @Test
    void claimedIssuerIsWhatTheJwtSays() {
        assertThat(verifier.claimedIssuer(Secret.of(sign(JwsAlgorithm.RS256, CLAIMS))))
                .isEqualTo(new ClientId("shop"));
        for (var text :
                List.of("", "a.b.c", sign(JwsAlgorithm.RS256, "{}"), sign(JwsAlgorithm.RS256, "{\"iss\":\"\"}"))) {
            assertRefused(() -> verifier.claimedIssuer(Secret.of(text)));
        }
    }

    @Test
    @Tag("SEC-G3")
    void publishedKeysAreFetched() {
        var shop = Client.of(new ClientId("shop"), "Shop")
                .authentication(new AuthenticationSettings(
                        ClientAuthenticationMethod.PRIVATE_KEY_JWT,
                        null,
                        new ClientKeys.Published(URI.create("https://shop.example/keys"))))
                .build();

        assertThat(verify(shop, sign(JwsAlgorithm.RS256, CLAIMS))).isNotNull();
        assertThat(verify(shop, sign(JwsAlgorithm.PS512, CLAIMS))).isNotNull();
        assertThat(fetches).hasValue(1);
    }

    private SignedByClient verify(Client client, String jwt) {
        return verifier.verify(client, ALL, Secret.of(jwt));
    }

    private void assertRefused(Client client, String jwt) {
        assertRefused(() -> verify(client, jwt));
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatExceptionOfType(InvalidJwtException.class).isThrownBy(call);
    }

    private static Client client(JWK... keys) {
        return Client.of(new ClientId("shop"), "Shop")
                .secret(Secret.of(SECRET))
                .authentication(new AuthenticationSettings(null, null, new ClientKeys.Inline(set(keys))))
                .build();
    }

    private static String set(JWK... keys) {
        return new JWKSet(List.of(keys)).toPublicJWKSet().toString();
    }

    private static String sign(String kid) {
        return signRs256("{\"alg\":\"RS256\",\"kid\":\"" + kid + "\"}", CLAIMS);
    }

    private static String sign(JwsAlgorithm algorithm, String payload) {
        try {
            return switch (algorithm) {
                case HS256, HS384, HS512 -> sign(algorithm, new MACSigner(SECRET), payload);
                case RS256, RS384, RS512, PS256, PS384, PS512 -> sign(algorithm, new RSASSASigner(RSA), payload);
                case ES256 -> sign(algorithm, new ECDSASigner(P256), payload);
                case ES384 -> sign(algorithm, new ECDSASigner(P384), payload);
                case ES512 -> sign(algorithm, new ECDSASigner(P521), payload);
                case EDDSA -> {
                    var input = encode("{\"alg\":\"EdDSA\",\"typ\":\"JWT\"}") + "." + encode(payload);
                    yield input + "." + Base64URL.encode(jdk("Ed25519", ED25519, input));
                }
            };
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String sign(JwsAlgorithm algorithm, JWSSigner signer, String payload) throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm.jwaName()))
                .type(JOSEObjectType.JWT)
                .build();
        var jws = new JWSObject(header, new Payload(payload));
        jws.sign(signer);
        return jws.serialize();
    }

    /// Whatever the header says.
    private static String signRs256(String header, String payload) {
        var input = encode(header) + "." + encode(payload);
        try {
            return input + "." + Base64URL.encode(jdk("SHA256withRSA", RSA.toKeyPair(), input));
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] ecdsa(String algorithm, String input) {
        try {
            return jdk(algorithm, P256.toKeyPair(), input);
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] jdk(String algorithm, KeyPair pair, String input) {
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(pair.getPrivate());
            signature.update(input.getBytes(UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String withSignature(String jwt, byte[] signature) {
        return jwt.substring(0, jwt.lastIndexOf('.') + 1) + Base64URL.encode(signature);
    }

    private static String encode(String text) {
        return Base64URL.encode(text).toString();
    }

    private static OctetKeyPair publicEd25519() {
        var encoded = ED25519.getPublic().getEncoded();
        var x = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x)).build();
    }

    private static KeyPair ed25519() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static RSAKey rsa(String kid, int bits) {
        try {
            return new RSAKeyGenerator(bits).keyID(kid).generate();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static ECKey ec(Curve curve) {
        try {
            return new ECKeyGenerator(curve).generate();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
