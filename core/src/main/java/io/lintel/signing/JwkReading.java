package io.lintel.signing;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the public keys of others (RFC 7518, section 6; RFC 8037, section 2). Empty for a kind we do not know and
/// for a key that is too weak, or so large that using it would be an attack.
final class JwkReading {

    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 8192;
    private static final int MOST_EXPONENT_BITS = 64;
    private static final int ED25519_BYTES = 32;
    private static final Map<String, String> CURVES =
            Map.of("P-256", "secp256r1", "P-384", "secp384r1", "P-521", "secp521r1");

    private JwkReading() {}

    /// @throws InvalidJwtException if a member is missing or no base64url
    /// @throws GeneralSecurityException if the numbers are no key
    static Optional<PublicKey> publicKey(Map<?, ?> members) throws GeneralSecurityException {
        return switch (members.get("kty") instanceof String type ? type : "") {
            case "RSA" -> rsa(number(members, "n"), number(members, "e"));
            case "EC" -> ec(CURVES.get(text(members, "crv")), number(members, "x"), number(members, "y"));
            case "OKP" -> text(members, "crv").equals("Ed25519") ? ed25519(bytes(members, "x")) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<PublicKey> rsa(BigInteger modulus, BigInteger exponent) throws GeneralSecurityException {
        var isStrong = modulus.bitLength() >= LEAST_RSA_BITS
                && modulus.bitLength() <= MOST_RSA_BITS
                && exponent.compareTo(BigInteger.TWO) > 0
                && exponent.testBit(0)
                && exponent.bitLength() <= MOST_EXPONENT_BITS;
        return isStrong
                ? Optional.of(KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent)))
                : Optional.empty();
    }

    private static Optional<PublicKey> ec(@Nullable String curve, BigInteger x, BigInteger y)
            throws GeneralSecurityException {
        if (curve == null) {
            return Optional.empty();
        }
        var named = AlgorithmParameters.getInstance("EC");
        named.init(new ECGenParameterSpec(curve));
        var parameters = named.getParameterSpec(ECParameterSpec.class);
        return isOnCurve(parameters, x, y)
                ? Optional.of(
                        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), parameters)))
                : Optional.empty();
    }

    /// y² = x³ + ax + b, both within the field.
    private static boolean isOnCurve(ECParameterSpec parameters, BigInteger x, BigInteger y) {
        var curve = parameters.getCurve();
        var p = ((ECFieldFp) curve.getField()).getP();
        var right = x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB());
        return x.compareTo(p) < 0
                && y.compareTo(p) < 0
                && y.multiply(y).subtract(right).mod(p).signum() == 0;
    }

    /// RFC 8032, section 5.1.2: y little-endian, the sign of x in the highest bit.
    private static Optional<PublicKey> ed25519(byte[] encoded) throws GeneralSecurityException {
        if (encoded.length != ED25519_BYTES) {
            return Optional.empty();
        }
        var bigEndian = new byte[ED25519_BYTES];
        for (var i = 0; i < ED25519_BYTES; i++) {
            bigEndian[i] = encoded[ED25519_BYTES - 1 - i];
        }
        var isOdd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7f;
        var point = new EdECPoint(isOdd, new BigInteger(1, bigEndian));
        return Optional.of(KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point)));
    }

    private static String text(Map<?, ?> members, String name) {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw InvalidJwtException.because("A key has no " + name + " that is a string.");
    }

    private static byte[] bytes(Map<?, ?> members, String name) {
        return Base64Url.decode(name, text(members, name));
    }

    private static BigInteger number(Map<?, ?> members, String name) {
        return new BigInteger(1, bytes(members, name));
    }
}
