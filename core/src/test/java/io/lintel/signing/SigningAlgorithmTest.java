package io.lintel.signing;

import static io.lintel.signing.SigningAlgorithm.EDDSA;
import static io.lintel.signing.SigningAlgorithm.ES256;
import static io.lintel.signing.SigningAlgorithm.RS256;
import static io.lintel.signing.TestKeys.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.secret.Secret;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SigningAlgorithmTest {

    private final TestKeys keys = new TestKeys();

    @Test
    void algorithmsHaveTheirRegisteredNames() {
        assertThat(SigningAlgorithm.find("RS256")).contains(RS256);
        assertThat(SigningAlgorithm.find("ES256")).contains(ES256);
        assertThat(SigningAlgorithm.find("EdDSA")).contains(EDDSA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", "None", "NONE", "HS256", "rs256", "RS256 ", "EDDSA", "PS384", "ES256K"})
    @Tag("SEC-G1")
    void nothingElseIsAnAlgorithm(String name) {
        assertThat(SigningAlgorithm.find(name)).isEmpty();
    }

    /// OpenID Connect Core, section 3.1.3.6: the digest is the one of the algorithm; Ed25519's is SHA-512 (RFC
    /// 8032).
    @Test
    void digestOfTokenHashesIsTheOneOfTheAlgorithm() {
        assertThat(RS256.hashAlgorithm()).isEqualTo("SHA-256");
        assertThat(ES256.hashAlgorithm()).isEqualTo("SHA-256");
        assertThat(EDDSA.hashAlgorithm()).isEqualTo("SHA-512");
    }

    @ParameterizedTest
    @EnumSource
    void publicKeyIsReadFromWhatItEncodesTo(SigningAlgorithm algorithm) {
        var key = keys.key(algorithm, NOON).publicKey();

        assertThat(algorithm.parsePublicKey(key.getEncoded())).isEqualTo(key);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("SEC-G1")
    void keyOfAnotherKindDoesNotFit(SigningAlgorithm algorithm) {
        for (var other : SigningAlgorithm.values()) {
            var key = keys.key(other, NOON).publicKey();
            assertThat(algorithm.fits(key))
                    .isEqualTo(algorithm == other
                            || (algorithm.keyAlgorithm().equals("RSA")
                                    && other.keyAlgorithm().equals("RSA")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp384r1", "secp521r1"})
    @Tag("SEC-G1")
    void keyOnAnotherCurveIsRefused(String curve) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));

        assertRefused(ES256, generator.generateKeyPair().getPublic());
    }

    @Test
    @Tag("SEC-G1")
    void ed448IsNotEd25519() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EdDSA");
        generator.initialize(NamedParameterSpec.ED448);

        assertRefused(EDDSA, generator.generateKeyPair().getPublic());
    }

    @Test
    void weakRsaKeyIsRefused() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(new RSAKeyGenParameterSpec(1024, RSAKeyGenParameterSpec.F4));
        assertRefused(RS256, generator.generateKeyPair().getPublic());

        var modulus = BigInteger.ONE.shiftLeft(2047).add(BigInteger.ONE);
        assertRefused(
                RS256,
                KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(4))));
    }

    @Test
    void bytesThatAreNoKeyAreRefused() {
        assertThatThrownBy(() -> RS256.parsePublicKey(HexFormat.of().parseHex("3000")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RS256");
    }

    private static void assertRefused(SigningAlgorithm algorithm, PublicKey key) {
        assertThat(algorithm.fits(key)).isFalse();
        assertThatThrownBy(() -> new SigningKey(new KeyId("k"), algorithm, key, Secret.empty(), NOON, NOON, null, NOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(algorithm.jwaName());
    }
}
