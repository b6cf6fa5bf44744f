package io.lintel.signing;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;

/// A public key as JSON (RFC 7517, RFC 7518 section 6, RFC 8037 section 2).
///
/// @param members in the order they are written; members of a private key are refused
public record Jwk(SequencedMap<String, String> members) {

    private static final Set<String> PUBLIC_MEMBERS = Set.of("use", "kty", "kid", "crv", "alg", "n", "e", "x", "y");
    private static final int ED25519_BYTES = 32;

    public Jwk {
        if (!PUBLIC_MEMBERS.containsAll(members.keySet())) {
            throw new IllegalArgumentException("A published key has the members " + members.keySet()
                    + ", but only public ones may be there: " + PUBLIC_MEMBERS + ".");
        }
        members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
    }

    /// The public half of a key of ours.
    public static Jwk of(SigningKey key) {
        var members = new LinkedHashMap<String, String>();
        members.put("use", "sig");
        members.put("kty", keyType(key.algorithm()));
        members.put("kid", key.id().value());
        switch (key.algorithm()) {
            case RS256, RS384, RS512, PS256 -> {
                var rsa = (RSAPublicKey) key.publicKey();
                members.put("alg", key.algorithm().jwaName());
                members.put("n", base64(unsigned(rsa.getModulus())));
                members.put("e", base64(unsigned(rsa.getPublicExponent())));
            }
            case ES256, ES384, ES512 -> {
                var point = ((ECPublicKey) key.publicKey()).getW();
                var curve = key.algorithm().requireCurve();
                members.put("crv", curve.word());
                members.put("alg", key.algorithm().jwaName());
                members.put("x", base64(padded(point.getAffineX(), curve.coordinateBytes())));
                members.put("y", base64(padded(point.getAffineY(), curve.coordinateBytes())));
            }
            case EDDSA -> {
                members.put("crv", "Ed25519");
                members.put("alg", key.algorithm().jwaName());
                members.put("x", base64(encodedPoint(key.publicKey())));
            }
        }
        return new Jwk(members);
    }

    private static String keyType(SigningAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256, RS384, RS512, PS256 -> "RSA";
            case ES256, ES384, ES512 -> "EC";
            case EDDSA -> "OKP";
        };
    }

    private static byte[] unsigned(BigInteger number) {
        return padded(number, (number.bitLength() + Byte.SIZE - 1) / Byte.SIZE);
    }

    /// Big-endian, with zeros in front up to the length.
    private static byte[] padded(BigInteger number, int length) {
        var signed = number.toByteArray();
        var padded = new byte[length];
        var count = Math.min(signed.length, length);
        System.arraycopy(signed, signed.length - count, padded, length - count, count);
        return padded;
    }

    /// RFC 8032, section 5.1.2: y little-endian, the sign of x in the highest bit.
    private static byte[] encodedPoint(PublicKey key) {
        var point = ((EdECPublicKey) key).getPoint();
        var bytes = padded(point.getY(), ED25519_BYTES);
        for (var i = 0; i < bytes.length / 2; i++) {
            var swapped = bytes[i];
            bytes[i] = bytes[bytes.length - 1 - i];
            bytes[bytes.length - 1 - i] = swapped;
        }
        if (point.isXOdd()) {
            bytes[bytes.length - 1] |= (byte) 0x80;
        }
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
