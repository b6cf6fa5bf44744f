package io.lintel.signing;

import static io.lintel.signing.TestKeys.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.secret.Secret;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JwkTest {

    /// RFC 7515, appendix A.2.
    private static final String RFC7515_MODULUS =
            "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-"
                    + "pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEM"
                    + "a2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kz"
                    + "k2PAcDTW9gb54h4FRWyuXpoQ";

    @Test
    void membersOfAnRsaKeyAreWrittenInOrder() throws GeneralSecurityException {
        var modulus = new BigInteger(1, Base64.getUrlDecoder().decode(RFC7515_MODULUS));
        var key =
                KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(65537)));

        assertThat(Jwk.of(key(SigningAlgorithm.RS256, key)).members())
                .containsExactly(
                        Map.entry("use", "sig"),
                        Map.entry("kty", "RSA"),
                        Map.entry("kid", "k"),
                        Map.entry("alg", "RS256"),
                        Map.entry("n", RFC7515_MODULUS),
                        Map.entry("e", "AQAB"));
    }

    @Test
    void membersOfAnEcKeyAreWrittenInOrder() throws GeneralSecurityException {
        // RFC 7515, appendix A.3.
        var x = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
        var y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";
        var der = HexFormat.of()
                .parseHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004"
                        + HexFormat.of().formatHex(Base64.getUrlDecoder().decode(x))
                        + HexFormat.of().formatHex(Base64.getUrlDecoder().decode(y)));

        assertThat(Jwk.of(key(SigningAlgorithm.ES256, SigningAlgorithm.ES256.parsePublicKey(der)))
                        .members())
                .containsExactly(
                        Map.entry("use", "sig"),
                        Map.entry("kty", "EC"),
                        Map.entry("kid", "k"),
                        Map.entry("crv", "P-256"),
                        Map.entry("alg", "ES256"),
                        Map.entry("x", x),
                        Map.entry("y", y));
    }

    @ParameterizedTest
    @CsvSource({"ES384, P-384, 48", "ES512, P-521, 66"})
    void coordinatesAreAsLongAsTheirCurveSays(SigningAlgorithm algorithm, String curve, int bytes) {
        var members = Jwk.of(new TestKeys().key(algorithm, NOON)).members();

        assertThat(members).containsEntry("crv", curve).containsEntry("alg", algorithm.jwaName());
        for (var coordinate : List.of("x", "y")) {
            assertThat(Base64.getUrlDecoder().decode(members.get(coordinate))).hasSize(bytes);
        }
    }

    /// RFC 8037, appendix A.2, and RFC 8032, section 7.1, test 3.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
            })
    void membersOfAnEd25519KeyAreWrittenInOrder(String encoded) {
        var point = HexFormat.of().parseHex(encoded);
        var der = HexFormat.of().parseHex("302a300506032b6570032100" + encoded);

        assertThat(Jwk.of(key(SigningAlgorithm.EDDSA, SigningAlgorithm.EDDSA.parsePublicKey(der)))
                        .members())
                .containsExactly(
                        Map.entry("use", "sig"),
                        Map.entry("kty", "OKP"),
                        Map.entry("kid", "k"),
                        Map.entry("crv", "Ed25519"),
                        Map.entry("alg", "EdDSA"),
                        Map.entry("x", Base64.getUrlEncoder().withoutPadding().encodeToString(point)));
    }

    @Test
    void signOfTheXCoordinateIsKept() throws GeneralSecurityException {
        var odd = KeyFactory.getInstance("Ed25519")
                .generatePublic(
                        new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(true, BigInteger.valueOf(3))));

        var x = Base64.getUrlDecoder()
                .decode(Jwk.of(key(SigningAlgorithm.EDDSA, odd)).members().get("x"));

        assertThat(x).startsWith(3, 0).endsWith(0, 0x80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth", "k", "x5c"})
    @Tag("SEC-G4")
    @Tag("SEC-G5")
    void memberOfAPrivateKeyIsRefused(String member) {
        var members = new LinkedHashMap<>(Map.of("kty", "RSA", member, "AQAB"));

        assertThatThrownBy(() -> new Jwk(members))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(member);
    }

    private static SigningKey key(SigningAlgorithm algorithm, PublicKey key) {
        return new SigningKey(
                new KeyId("k"), algorithm, key, Secret.of("sealed"), NOON, NOON, null, NOON.plusSeconds(1));
    }
}
