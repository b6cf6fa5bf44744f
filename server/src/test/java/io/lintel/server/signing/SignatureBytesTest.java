package io.lintel.server.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.signing.SigningAlgorithm;
import io.lintel.signing.TestKeys;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever the engine would say: these are refused before it is asked.
final class SignatureBytesTest {

    private static final String ORDER = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
    private static final String ONE = "00".repeat(31) + "01";

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 1", "1, 0", "1, n", "n, 1", "n, n", "0, n"})
    @Tag("SEC-G1")
    void numbersOfAnEs256SignatureAreBetweenZeroAndTheOrder(String r, String s) {
        assertThat(mayBeSignature(SigningAlgorithm.ES256, number(r) + number(s)))
                .isFalse();
        assertThat(mayBeSignature(SigningAlgorithm.ES256, ONE + ONE)).isTrue();
    }

    @Test
    @Tag("SEC-G1")
    void signatureHasTheOneLengthPossible() {
        assertThat(mayBeSignature(SigningAlgorithm.ES256, ONE + ONE + "01")).isFalse();
        assertThat(mayBeSignature(SigningAlgorithm.ES256, "")).isFalse();
        assertThat(mayBeSignature(SigningAlgorithm.EDDSA, ONE + ONE)).isTrue();
        assertThat(mayBeSignature(SigningAlgorithm.EDDSA, ONE)).isFalse();
        assertThat(mayBeSignature(SigningAlgorithm.EDDSA, "00".repeat(64))).isFalse();
    }

    @Test
    @Tag("SEC-G1")
    void numberOfAnRs256SignatureIsBetweenZeroAndTheModulus() {
        var modulus = ((RSAPublicKey) new TestKeys()
                        .key(SigningAlgorithm.RS256, TestKeys.NOON)
                        .publicKey())
                .getModulus();

        assertThat(mayBeSignature(
                        SigningAlgorithm.RS256, modulus.subtract(BigInteger.ONE).toString(16)))
                .isTrue();
        assertThat(mayBeSignature(SigningAlgorithm.RS256, modulus.toString(16))).isFalse();
        assertThat(mayBeSignature(SigningAlgorithm.RS256, "00".repeat(256))).isFalse();
        assertThat(mayBeSignature(
                        SigningAlgorithm.RS256,
                        "00" + modulus.subtract(BigInteger.ONE).toString(16)))
                .isFalse();
        assertThat(mayBeSignature(SigningAlgorithm.RS256, "01")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void plausibleBytesAreNotRefusedBeforeTheArithmetic(SigningAlgorithm algorithm) {
        var key = new TestKeys().key(algorithm, TestKeys.NOON).publicKey();

        assertThat(SignatureBytes.mayBeSignature(algorithm, key, SignatureBytes.plausible(algorithm, key)))
                .isTrue();
    }

    private static String number(String name) {
        return switch (name) {
            case "0" -> "00".repeat(32);
            case "1" -> ONE;
            default -> ORDER;
        };
    }

    private static boolean mayBeSignature(SigningAlgorithm algorithm, String hex) {
        var key = new TestKeys().key(algorithm, TestKeys.NOON).publicKey();
        return SignatureBytes.mayBeSignature(algorithm, key, HexFormat.of().parseHex(hex));
    }
}
