package io.lintel.server.signing;

import static io.lintel.server.signing.ClientJwtTrial.CLAIMS;
import static io.lintel.server.signing.ClientJwtTrial.OTHER_RSA;
import static io.lintel.server.signing.ClientJwtTrial.P256;
import static io.lintel.server.signing.ClientJwtTrial.P384;
import static io.lintel.server.signing.ClientJwtTrial.P521;
import static io.lintel.server.signing.ClientJwtTrial.RSA;
import static io.lintel.server.signing.ClientJwtTrial.SECRET;
import static io.lintel.server.signing.ClientJwtTrial.client;
import static io.lintel.server.signing.ClientJwtTrial.ec;
import static io.lintel.server.signing.ClientJwtTrial.ecdsa;
import static io.lintel.server.signing.ClientJwtTrial.encode;
import static io.lintel.server.signing.ClientJwtTrial.publicEd25519;
import static io.lintel.server.signing.ClientJwtTrial.set;
import static io.lintel.server.signing.ClientJwtTrial.sign;
import static io.lintel.server.signing.ClientJwtTrial.withSignature;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.lintel.client.AuthenticationSettings;
import io.lintel.client.Client;
import io.lintel.client.ClientAuthenticationMethod;
import io.lintel.client.ClientKeys;
import io.lintel.oauth2.ClientId;
import io.lintel.secret.Secret;
import io.lintel.signing.JwsAlgorithm;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// JWTs that another library signs for a client, and which of them its keys verify.
final class ClientJwtVerifierTest {

    private final ClientJwtTrial trial = new ClientJwtTrial();

    @ParameterizedTest
    @EnumSource
    void whatTheClientSignedVerifies(JwsAlgorithm algorithm) {
        var client = client(RSA, P256, P384, P521, publicEd25519());

        var signed = trial.verify(client, sign(algorithm, CLAIMS));

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

        trial.assertRefused(() -> trial.verifier.verify(
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

        trial.assertRefused(stranger, good);
        for (var i = 0; i < signature.length; i += 7) {
            var altered = signature.clone();
            altered[i] ^= 1;
            trial.assertRefused(client, withSignature(good, altered));
        }
        trial.assertRefused(client, withSignature(good, new byte[signature.length]));
        trial.assertRefused(client, withSignature(good, Arrays.copyOf(signature, signature.length - 1)));
        trial.assertRefused(client, withSignature(good, Arrays.copyOf(signature, signature.length + 1)));
        trial.assertRefused(client, withSignature(good, new byte[0]));
        trial.assertRefused(client, sign(algorithm, CLAIMS).replace(encode(CLAIMS), encode("{\"iss\":\"shop\"}")));
    }

    @Test
    @Tag("SEC-G1")
    void noneIsNoAlgorithm() {
        for (var name : List.of("none", "None", "NONE", "", "rs256", "RS256 ", "HS1")) {
            trial.assertRefused(client(RSA), encode("{\"alg\":\"" + name + "\"}") + "." + encode(CLAIMS) + ".");
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
            trial.assertRefused(withoutSecret, forged);
            trial.assertRefused(client(RSA), forged);
        }
    }

    @Test
    @Tag("SEC-G1")
    void secretThatIsShorterThanTheMacIsRefused() {
        var shop = client(RSA)
                .with()
                .secret(Secret.of("31 bytes are one less than 32.."))
                .build();

        assertThatThrownBy(() -> trial.verify(shop, sign(JwsAlgorithm.HS256, CLAIMS)))
                .hasMessageContaining("too short");
    }

    @Test
    @Tag("SEC-G1")
    void keyOfAnotherCurveIsRefused() {
        var header = "{\"alg\":\"ES384\"}";
        var input = encode(header) + "." + encode(CLAIMS);

        trial.assertRefused(client(P256), input + "." + Base64URL.encode(ecdsa("SHA384withECDSAinP1363Format", input)));
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

        trial.assertRefused(client(RSA), forged.serialize());
        assertThat(trial.fetches).hasValue(0);
    }

    @Test
    @Tag("SEC-G2")
    void kidIsOnlyGoodForFindingAKey() {
        assertThat(trial.verify(client(RSA), sign("rsa"))).isNotNull();
        assertThat(trial.verify(client(new RSAKey.Builder(RSA).keyID(null).build()), sign("any")))
                .isNotNull();
        trial.assertRefused(client(RSA), sign("other"));
        trial.assertRefused(client(RSA), sign("../rsa"));
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

        assertThat(trial.verify(shop, sign(JwsAlgorithm.RS256, CLAIMS))).isNotNull();
        assertThat(trial.verify(shop, sign(JwsAlgorithm.PS512, CLAIMS))).isNotNull();
        assertThat(trial.fetches).hasValue(1);
    }
}
