package io.lintel.server.signing;

import io.lintel.signing.SigningAlgorithm;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;

/// Refuses, before any arithmetic, byte strings that can be no signature but that careless arithmetic has
/// accepted elsewhere, such as r = s = 0.
final class SignatureBytes {

    private static final int ED25519_BYTES = 64;

    private SignatureBytes() {}

    /// Whether the length is the only one possible and every number in it is in its range.
    static boolean mayBeSignature(SigningAlgorithm algorithm, PublicKey key, byte[] signature) {
        return switch (algorithm) {
            case RS256, RS384, RS512, PS256 -> {
                var rsa = (RSAPublicKey) key;
                yield signature.length == byteLength(rsa) && isBetweenZeroAnd(rsa.getModulus(), signature);
            }
            case ES256, ES384, ES512 -> {
                var order = ((ECPublicKey) key).getParams().getOrder();
                var half = algorithm.requireCurve().coordinateBytes();
                yield signature.length == 2 * half
                        && isBetweenZeroAnd(order, Arrays.copyOfRange(signature, 0, half))
                        && isBetweenZeroAnd(order, Arrays.copyOfRange(signature, half, 2 * half));
            }
            case EDDSA -> signature.length == ED25519_BYTES && !isAllZero(signature);
        };
    }

    /// A byte string that passes for a signature until it is computed with.
    static byte[] plausible(SigningAlgorithm algorithm, PublicKey key) {
        var bytes =
                switch (algorithm) {
                    case RS256, RS384, RS512, PS256 -> byteLength((RSAPublicKey) key);
                    case ES256, ES384, ES512 -> 2 * algorithm.requireCurve().coordinateBytes();
                    case EDDSA -> ED25519_BYTES;
                };
        var signature = new byte[bytes];
        Arrays.fill(signature, (byte) 1);
        return signature;
    }

    private static int byteLength(RSAPublicKey key) {
        return (key.getModulus().bitLength() + Byte.SIZE - 1) / Byte.SIZE;
    }

    private static boolean isBetweenZeroAnd(BigInteger bound, byte[] bytes) {
        var number = new BigInteger(1, bytes);
        return number.signum() > 0 && number.compareTo(bound) < 0;
    }

    private static boolean isAllZero(byte[] bytes) {
        for (var next : bytes) {
            if (next != 0) {
                return false;
            }
        }
        return true;
    }
}
