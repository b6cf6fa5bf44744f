package io.lintel.server.signing;

import static io.lintel.server.signing.Forger.PAYLOAD;
import static io.lintel.server.signing.Forger.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.signing.InvalidJwtException;
import io.lintel.signing.SigningAlgorithm;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Attacks on the signature and on the choice of the key.
final class JwtVerifierSignatureTest {

    /// One for all, since RSA keys take long to make.
    private static final Forger RSA = Forger.of(SigningAlgorithm.RS256);

    private final Forger forger = Forger.of(SigningAlgorithm.ES256);

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", "", "HS256", "RS256", "ES384", "EdDSA", "es256", "ES256 "})
    @Tag("SEC-G1")
    void algorithmOfTheTokenCountsForNothing(String algorithm) {
        var header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + forger.kid() + "\"}";

        assertRefused(forger.sign(header, PAYLOAD));
        assertRefused(encode(header) + '.' + encode(PAYLOAD) + '.');
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS256", "RS256"})
    @Tag("SEC-G1")
    void hmacKeyedWithThePublicKeyIsRefused(String algorithm) throws GeneralSecurityException {
        var key = RSA.publicKey();
        var pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        var modulus = ((RSAPublicKey) key).getModulus().toByteArray();
        var input = encode("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + RSA.kid() + "\"}") + '.' + encode(PAYLOAD);

        for (var secret : List.of(key.getEncoded(), pem.getBytes(UTF_8), modulus)) {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            assertRefused(RSA, input + '.' + encode(mac.doFinal(input.getBytes(UTF_8))));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 384, 521})
    @Tag("SEC-G1")
    void signatureOfAnotherKeyOrCurveIsRefused(int size) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(size);
        var input = encode(forger.header("")) + '.' + encode(PAYLOAD);

        assertRefused(input
                + '.'
                + encode(Forger.signature(
                        SigningAlgorithm.ES256, generator.generateKeyPair().getPrivate(), input)));
    }

    static List<String> degenerateEs256() {
        var zero = "00".repeat(32);
        var one = "00".repeat(31) + "01";
        var order = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
        var beyond = "ff".repeat(32);
        return List.of(
                "",
                zero,
                zero + zero,
                zero + one,
                one + zero,
                one + one,
                order + order,
                order + zero,
                order + one,
                one + order,
                beyond + beyond,
                zero + zero + "00",
                "3006020100020100",
                "3006020101020101");
    }

    /// Such as r = s = 0 (CVE-2022-21449).
    @ParameterizedTest
    @MethodSource("degenerateEs256")
    @Tag("SEC-G1")
    void degenerateEs256SignatureIsRefused(String signature) {
        assertRefused(encode(forger.header(""))
                + '.'
                + encode(PAYLOAD)
                + '.'
                + encode(HexFormat.of().parseHex(signature)));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("SEC-G1")
    void signatureOfZerosOrOnesIsRefused(SigningAlgorithm algorithm) {
        var signer = algorithm == SigningAlgorithm.RS256 ? RSA : Forger.of(algorithm);
        var input = encode(signer.header("")) + '.' + encode(PAYLOAD);
        for (var length : List.of(0, 1, 32, 63, 64, 65, 255, 256, 257, 512)) {
            for (var fill : new byte[] {0, 1, (byte) 0xff}) {
                var signature = new byte[length];
                Arrays.fill(signature, fill);
                assertRefused(signer, input + '.' + encode(signature));
            }
        }
    }

    @Test
    @Tag("SEC-G1")
    void signatureInDerIsRefused() throws GeneralSecurityException {
        var input = encode(forger.header("")) + '.' + encode(PAYLOAD);
        var der = Signature.getInstance("SHA256withECDSA");
        der.initSign(forger.privateKey());
        der.update(input.getBytes(UTF_8));

        assertRefused(input + '.' + encode(der.sign()));
    }

    /// The same numbers, written with one more byte or with the order added.
    @Test
    @Tag("SEC-G1")
    void signatureHasOneSpelling() {
        var input = encode(forger.header("")) + '.' + encode(PAYLOAD);
        var signature = forger.signature(input);
        var order = ((ECPublicKey) forger.publicKey()).getParams().getOrder();
        var r = new BigInteger(1, Arrays.copyOf(signature, 32));
        var s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));

        assertThat(forger.verify(input + '.' + encode(signature))).isNotNull();
        for (var size : new int[] {32, 33, 48}) {
            for (var other : List.of(r, r.add(order))) {
                if (size == 32 && (other.equals(r) || other.bitLength() > 256)) {
                    continue;
                }
                var hex = HexFormat.of();
                var written = "%0" + 2 * size + "x";
                assertRefused(
                        input + '.' + encode(hex.parseHex(String.format(written, other) + String.format(written, s))));
            }
        }
    }

    @Test
    @Tag("SEC-G2")
    void headerThatNamesKeysElsewhereIsIgnoredAndNobodyIsAsked() throws IOException, GeneralSecurityException {
        try (var elsewhere = ServerSocketChannel.open()) {
            elsewhere.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            elsewhere.configureBlocking(false);
            var url = "\"http://127.0.0.1:" + elsewhere.socket().getLocalPort() + "/keys\"";
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            var foreign = generator.generateKeyPair();
            var point = ((ECPublicKey) foreign.getPublic()).getW();
            var jwk = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"" + forger.kid() + "\",\"x\":\""
                    + encode(HexFormat.of().parseHex(String.format("%064x", point.getAffineX()))) + "\",\"y\":\""
                    + encode(HexFormat.of().parseHex(String.format("%064x", point.getAffineY()))) + "\"}";
            for (var member : List.of("\"jku\":" + url, "\"x5u\":" + url, "\"jwk\":" + jwk, "\"x5c\":[\"MIIB\"]")) {
                var header = forger.header("," + member);
                var input = encode(header) + '.' + encode(PAYLOAD);

                assertRefused(
                        input + '.' + encode(Forger.signature(SigningAlgorithm.ES256, foreign.getPrivate(), input)));
                assertRefused(forger.sign(header.replace(forger.kid(), "elsewhere"), PAYLOAD));
                assertThat(forger.verify(forger.sign(header, PAYLOAD))).isNotNull();
            }
            assertThat(elsewhere.accept()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "' OR '1'='1", "http://127.0.0.1/", "0", "%00", "\\u0000"})
    @Tag("SEC-G2")
    void keyIdOfNobodyIsRefused(String kid) {
        assertRefused(forger.sign("{\"alg\":\"ES256\",\"kid\":\"" + kid + "\"}", PAYLOAD));
    }

    @Test
    @Tag("SEC-G4")
    void signatureOfAKeyThatExpiredIsRefused() {
        var token = forger.sign(forger.header(""), PAYLOAD);

        for (var hour = 0; hour < 7; hour++) {
            forger.replica().pass(Duration.ofHours(1));
            forger.replica().keys().refresh();
        }
        assertThat(forger.verify(token)).isNotNull();

        forger.replica().pass(Duration.ofMinutes(30));
        forger.replica().keys().refresh();
        assertRefused(token);
    }

    private void assertRefused(String token) {
        assertRefused(forger, token);
    }

    private static void assertRefused(Forger forger, String token) {
        assertThatThrownBy(() -> forger.verify(token)).isInstanceOf(InvalidJwtException.class);
    }
}
