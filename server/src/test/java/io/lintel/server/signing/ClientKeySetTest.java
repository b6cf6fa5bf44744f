package io.lintel.server.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.lintel.signing.InvalidJwtException;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Key sets as clients write them (RFC 7517).
@Tag("SEC-G3")
final class ClientKeySetTest {

    private static final ECKey GOOD = ec();
    private static final String X = GOOD.getX().toString();
    private static final String Y = GOOD.getY().toString();

    @Test
    void usableKeyIsRead() {
        var keys = ClientKeySet.parse(set(good("")));

        assertThat(keys).hasSize(1);
        assertThat(keys.getFirst().id()).isNull();
        assertThat(keys.getFirst().only()).isNull();
        assertThat(ClientKeySet.parse(set(good(",\"use\":\"sig\",\"alg\":\"ES256\",\"kid\":\"a\",\"x5c\":[\"AA==\"]"))))
                .hasSize(1);
    }

    @Test
    void keyThatCannotBeUsedIsPassedOver() throws Exception {
        var large = BigInteger.ONE.shiftLeft(2047).setBit(0);
        var unusable = List.of(
                new RSAKeyGenerator(1024, true).generate().toPublicJWK().toJSONString(),
                rsa(large, BigInteger.ONE),
                rsa(large, BigInteger.TWO),
                rsa(large, BigInteger.valueOf(4)),
                rsa(BigInteger.ONE.shiftLeft(8192).setBit(0), BigInteger.valueOf(3)),
                rsa(large, BigInteger.ONE.shiftLeft(64).setBit(0)),
                "{\"kty\":\"RSA\"}",
                good(",\"use\":\"enc\""),
                good(",\"key_ops\":[\"sign\"]"),
                good(",\"key_ops\":\"verify\""),
                good(",\"alg\":\"ECDH-ES\""),
                good(",\"alg\":\"none\""),
                good(",\"alg\":1"),
                ec("P-256", X, X),
                ec("P-256", "AA", "AA"),
                ec("P-384", X, Y),
                ec("secp256k1", X, Y),
                ec("P-256", X + "=", Y),
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":1,\"y\":2}",
                "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"" + X + "\"}",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AAAA\"}",
                "{\"kty\":\"oct\"}",
                "{\"kty\":7}",
                "{}");

        for (var key : unusable) {
            assertThat(ClientKeySet.parse(set(key, good("")))).as(key).hasSize(1);
            assertThatExceptionOfType(InvalidJwtException.class)
                    .as(key)
                    .isThrownBy(() -> ClientKeySet.requireUsable(set(key)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "k", "p", "q", "dp", "dq", "qi", "oth"})
    void setWithASecretIsRefusedWhole(String member) {
        assertRefused(set(good(""), good(",\"" + member + "\":\"AA\"")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{}", "{\"keys\":{}}", "{\"keys\":[1]}", "{\"keys\":[],\"keys\":[]}", "{\"keys\":[]} x"
            })
    void whatIsNoKeySetIsRefused(String text) {
        assertRefused(text);
    }

    @Test
    void setIsBounded() {
        assertThat(ClientKeySet.parse(
                        set(Stream.generate(() -> good("")).limit(100).toArray(String[]::new))))
                .hasSize(100);
        assertRefused(set(Stream.generate(() -> "{}").limit(101).toArray(String[]::new)));
        assertRefused(set("{\"a\":\"" + "x".repeat(ClientKeySet.MOST_CHARACTERS) + "\"}"));
        assertRefused(set("{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}"));
    }

    private static void assertRefused(String set) {
        assertThatExceptionOfType(InvalidJwtException.class).as(set).isThrownBy(() -> ClientKeySet.parse(set));
    }

    private static String set(String... keys) {
        return Stream.of(keys).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private static String good(String more) {
        return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + X + "\",\"y\":\"" + Y + "\"" + more + "}";
    }

    private static String ec(String curve, String x, String y) {
        return "{\"kty\":\"EC\",\"crv\":\"" + curve + "\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}";
    }

    private static String rsa(BigInteger modulus, BigInteger exponent) {
        return "{\"kty\":\"RSA\",\"n\":\"" + encode(modulus) + "\",\"e\":\"" + encode(exponent) + "\"}";
    }

    private static String encode(BigInteger number) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(number.toByteArray());
    }

    private static ECKey ec() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
