package io.lintel.server.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import io.lintel.client.ClientKeys;
import io.lintel.client.SignedByClient;
import io.lintel.oauth2.ClientId;
import io.lintel.secret.Secret;
import io.lintel.signing.InvalidJwtException;
import io.lintel.signing.JwsAlgorithm;
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

/// A client whose JWTs another library signs, and the verifier that judges them.
final class ClientJwtTrial {

    static final String SECRET = "a secret of sixty-four letters or more, which is enough for all..";
    static final String CLAIMS = "{\"iss\":\"shop\",\"sub\":\"shop\"}";
    static final Set<JwsAlgorithm> ALL = EnumSet.allOf(JwsAlgorithm.class);
    static final RSAKey RSA = rsa("rsa", 2048);
    static final RSAKey OTHER_RSA = rsa("rsa", 2048);
    static final ECKey P256 = ec(Curve.P_256);
    static final ECKey P384 = ec(Curve.P_384);
    static final ECKey P521 = ec(Curve.P_521);
    static final KeyPair ED25519 = ed25519();
    final AtomicInteger fetches = new AtomicInteger();

    final ClientJwtVerifier verifier = new ClientJwtVerifier(new PublishedKeySets(
            (uri, namedBy) -> {
                fetches.incrementAndGet();
                return new JWKSet(RSA.toPublicJWK()).toString();
            },
            System::nanoTime));

    SignedByClient verify(Client client, String jwt) {
        return verifier.verify(client, ALL, Secret.of(jwt));
    }

    void assertRefused(Client client, String jwt) {
        assertRefused(() -> verify(client, jwt));
    }

    void assertRefused(ThrowingCallable call) {
        assertThatExceptionOfType(InvalidJwtException.class).isThrownBy(call);
    }

    static Client client(JWK... keys) {
        return Client.of(new ClientId("shop"), "Shop")
                .secret(Secret.of(SECRET))
                .authentication(new AuthenticationSettings(null, null, new ClientKeys.Inline(set(keys))))
                .build();
    }

    static String set(JWK... keys) {
        return new JWKSet(List.of(keys)).toPublicJWKSet().toString();
    }

    static String sign(String kid) {
        return signRs256("{\"alg\":\"RS256\",\"kid\":\"" + kid + "\"}", CLAIMS);
    }

    static String sign(JwsAlgorithm algorithm, String payload) {
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

    static String sign(JwsAlgorithm algorithm, JWSSigner signer, String payload) throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm.jwaName()))
                .type(JOSEObjectType.JWT)
                .build();
        var jws = new JWSObject(header, new Payload(payload));
        jws.sign(signer);
        return jws.serialize();
    }

    /// Whatever the header says.
    static String signRs256(String header, String payload) {
        var input = encode(header) + "." + encode(payload);
        try {
            return input + "." + Base64URL.encode(jdk("SHA256withRSA", RSA.toKeyPair(), input));
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static byte[] ecdsa(String algorithm, String input) {
        try {
            return jdk(algorithm, P256.toKeyPair(), input);
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static byte[] jdk(String algorithm, KeyPair pair, String input) {
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(pair.getPrivate());
            signature.update(input.getBytes(UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static String withSignature(String jwt, byte[] signature) {
        return jwt.substring(0, jwt.lastIndexOf('.') + 1) + Base64URL.encode(signature);
    }

    static String encode(String text) {
        return Base64URL.encode(text).toString();
    }

    static OctetKeyPair publicEd25519() {
        var encoded = ED25519.getPublic().getEncoded();
        var x = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x)).build();
    }

    static KeyPair ed25519() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static RSAKey rsa(String kid, int bits) {
        try {
            return new RSAKeyGenerator(bits).keyID(kid).generate();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static ECKey ec(Curve curve) {
        try {
            return new ECKeyGenerator(curve).generate();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
