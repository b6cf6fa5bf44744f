package io.lintel.server.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyMaterialTest {

    private static final PemFiles RSA = PemFiles.create("rsa", "RSA");
    private static final PemFiles EC = PemFiles.create("ec", "EC");

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void eachKindOfKeyIsRead(String algorithm) {
        var files = PemFiles.create("a", algorithm);

        assertThatCode(() -> parse(files.certificate(), files.key())).doesNotThrowAnyException();
    }

    /// PKCS #1: what PKCS #8 has inside (RFC 5958, section 2).
    @Test
    void olderFormOfRsaIsRead() throws InvalidPemException {
        var inside = inside(der(RSA.key()), 26);

        var material = parse(RSA.certificate(), PemFiles.pem("RSA PRIVATE KEY", inside));

        assertThat(material.key().getAlgorithm()).isEqualTo("RSA");
    }

    /// As `openssl ecparam -genkey` writes it: the curve before the key and in it (RFC 5915, section 3).
    @Test
    void olderFormOfEcIsRead() throws GeneralSecurityException, InvalidPemException {
        var key = (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der(EC.key())));
        var secp384r1 = HexFormat.of().parseHex("06052b81040022");
        var sec1 = new ByteArrayOutputStream();
        sec1.writeBytes(new byte[] {0x30, 3 + 2 + 48 + 2 + 7, 2, 1, 1, 4, 48});
        sec1.writeBytes(HexFormat.of().parseHex("%096x".formatted(key.getS())));
        sec1.writeBytes(new byte[] {(byte) 0xa0, 7});
        sec1.writeBytes(secp384r1);

        var material = parse(
                EC.certificate(),
                PemFiles.pem("EC PARAMETERS", secp384r1) + PemFiles.pem("EC PRIVATE KEY", sec1.toByteArray()));

        assertThat(material.key().getAlgorithm()).isEqualTo("EC");
    }

    @Test
    void chainIsReadInOrderWhateverStandsAround() throws InvalidPemException {
        var text = "a comment\n" + RSA.certificate() + "another\r\n"
                + EC.certificate().replace("\n", "\r\n") + RSA.key();

        var material = parse(text, RSA.key());

        assertThat(material.chain())
                .extracting(certificate -> certificate.getSubjectX500Principal().getName())
                .containsExactly("CN=rsa", "CN=ec");
        assertThat(material.notAfter()).isAfter(material.notBefore());
    }

    static Stream<Arguments> broken() {
        var half = RSA.key().substring(0, RSA.key().length() / 2);
        var otherRsa = PemFiles.create("other", "RSA");
        return Stream.of(
                Arguments.of("", RSA.key(), "holds no certificate (-----BEGIN CERTIFICATE-----)"),
                Arguments.of(RSA.key(), RSA.key(), "holds no certificate (-----BEGIN CERTIFICATE-----)"),
                Arguments.of(
                        RSA.certificate().substring(0, 300),
                        RSA.key(),
                        "holds no certificate (-----BEGIN CERTIFICATE-----)"),
                Arguments.of(
                        RSA.certificate().replace("MII", "MIX"), RSA.key(), "holds a certificate that cannot be read"),
                Arguments.of(RSA.certificate(), "", "holds no private key (-----BEGIN PRIVATE KEY-----)"),
                Arguments.of(RSA.certificate(), half, "holds no private key (-----BEGIN PRIVATE KEY-----)"),
                Arguments.of(
                        RSA.certificate(),
                        PemFiles.pem("PRIVATE KEY", new byte[] {1, 2, 3}),
                        "holds a private key that cannot be read; there are RSA, EC and Ed25519 keys"),
                Arguments.of(
                        RSA.certificate(),
                        PemFiles.pem("DSA PRIVATE KEY", new byte[] {1}),
                        "holds a private key of an unknown form: DSA PRIVATE KEY"),
                Arguments.of(
                        RSA.certificate(),
                        "-----BEGIN PRIVATE KEY-----\n?\n-----END PRIVATE KEY-----\n",
                        "holds a block that is not base64"),
                Arguments.of(
                        RSA.certificate(),
                        PemFiles.pem("ENCRYPTED PRIVATE KEY", new byte[] {1}),
                        "holds a private key under a passphrase; write it without one: openssl pkey -in OLD -out NEW"),
                Arguments.of(
                        RSA.certificate(),
                        """
                        -----BEGIN RSA PRIVATE KEY-----
                        Proc-Type: 4,ENCRYPTED
                        DEK-Info: AES-128-CBC,00

                        AA==
                        -----END RSA PRIVATE KEY-----
                        """,
                        "holds a private key under a passphrase; write it without one: openssl pkey -in OLD -out NEW"),
                Arguments.of(
                        RSA.certificate(),
                        PemFiles.pem("EC PRIVATE KEY", new byte[] {0x30, 3, 2, 1, 1}),
                        "holds an EC key that does not name its curve"),
                Arguments.of(RSA.certificate(), otherRsa.key(), "is not the private key of the certificate"),
                Arguments.of(RSA.certificate(), EC.key(), "is not the private key of the certificate"),
                Arguments.of(EC.certificate(), RSA.key(), "is not the private key of the certificate"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void whatCannotBeUsedIsSaidInWords(String certificate, String key, String message) {
        assertThatExceptionOfType(InvalidPemException.class)
                .isThrownBy(() -> parse(certificate, key))
                .withMessage(message);
    }

    @Test
    void anyByteThatIsChangedInAKeyIsAnAnswerAndNoFault() {
        var der = der(EC.key());
        for (var i = 0; i < der.length; i++) {
            for (var label : new String[] {"PRIVATE KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY"}) {
                var changed = der.clone();
                changed[i] ^= (byte) 0x85;
                assertThatExceptionOfType(InvalidPemException.class)
                        .isThrownBy(() -> parse(RSA.certificate(), PemFiles.pem(label, changed)));
            }
        }
    }

    private static KeyMaterial parse(String certificate, String key) throws InvalidPemException {
        return KeyMaterial.parse(certificate.getBytes(ISO_8859_1), key.getBytes(ISO_8859_1));
    }

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----.*-----", ""));
    }

    private static byte[] inside(byte[] pkcs8, int from) {
        return Arrays.copyOfRange(pkcs8, from, pkcs8.length);
    }
}
