package io.lintel.server.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.signing.InvalidJwtException;
import io.lintel.signing.JwsAlgorithm;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The keys in a JWK Set of a client (RFC 7517, section 5). Keys that are too weak, of a kind we do not know, or
/// not for signatures are passed over. A set with a key that must stay secret is refused whole: whoever published
/// it does not know what they do.
public final class ClientKeySet {

    public static final int MOST_CHARACTERS = JwtVerifier.MOST_CHARACTERS;

    private static final int MOST_KEYS = 100;
    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 8192;
    private static final int MOST_EXPONENT_BITS = 64;
    private static final int ED25519_BYTES = 32;
    private static final Map<String, String> CURVES =
            Map.of("P-256", "secp256r1", "P-384", "secp384r1", "P-521", "secp521r1");
    private static final Set<String> SECRET_MEMBERS = Set.of("d", "k", "p", "q", "dp", "dq", "qi", "oth");

    private ClientKeySet() {}

    /// Writes a set that is known as keys and values.
    ///
    /// @throws IllegalArgumentException if it holds something other than texts, numbers, truth values, lists and
    ///     maps
    public static String write(SequencedMap<String, ?> set) {
        return new String(JwtJson.write(set), UTF_8);
    }

    /// Checks what somebody registers: it must be readable and have a key that can be used.
    ///
    /// @throws InvalidJwtException says what is wrong with it
    public static void requireUsable(String json) {
        if (parse(json).isEmpty()) {
            throw InvalidJwtException.because("The key set has no key that can verify a signature.");
        }
    }

    /// @throws InvalidJwtException if it is no JWK Set, too large, or holds a secret
    static List<ClientKey> parse(String json) {
        if (json.length() > MOST_CHARACTERS) {
            throw InvalidJwtException.because("The key set is longer than " + MOST_CHARACTERS + " characters.");
        }
        if (!(JwtJson.readForeign("key set", json).get("keys") instanceof List<?> written)) {
            throw InvalidJwtException.because("The key set has no list of keys.");
        }
        if (written.size() > MOST_KEYS) {
            throw InvalidJwtException.because("The key set has more than " + MOST_KEYS + " keys.");
        }
        var keys = new ArrayList<ClientKey>();
        for (var each : written) {
            if (!(each instanceof Map<?, ?> members)) {
                throw InvalidJwtException.because("The key set holds something that is no key.");
            }
            if (SECRET_MEMBERS.stream().anyMatch(members::containsKey)) {
                throw InvalidJwtException.because("The key set holds a key that must stay secret.");
            }
            key(members).ifPresent(keys::add);
        }
        return List.copyOf(keys);
    }

    private static Optional<ClientKey> key(Map<?, ?> members) {
        var alg = members.get("alg");
        var only = alg instanceof String name ? JwsAlgorithm.find(name) : Optional.<JwsAlgorithm>empty();
        if ((alg != null && only.isEmpty()) || !isForSignatures(members)) {
            return Optional.empty();
        }
        try {
            var kid = members.get("kid") instanceof String id ? id : null;
            return publicKey(members).map(key -> new ClientKey(kid, only.orElse(null), key));
        } catch (GeneralSecurityException | InvalidJwtException unusable) {
            return Optional.empty();
        }
    }

    private static boolean isForSignatures(Map<?, ?> members) {
        var use = members.get("use");
        var operations = members.get("key_ops");
        return (use == null || use.equals("sig"))
                && (operations == null || (operations instanceof List<?> list && list.contains("verify")));
    }

    private static Optional<PublicKey> publicKey(Map<?, ?> members) throws GeneralSecurityException {
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
