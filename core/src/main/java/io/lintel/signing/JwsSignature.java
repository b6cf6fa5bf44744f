package io.lintel.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.secret.Digest;
import io.lintel.secret.Secret;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The arithmetic of signatures and MACs that others make (RFC 7518, section 3), by the JDK.
public final class JwsSignature {

    private static final int ED25519_BYTES = 64;

    private JwsSignature() {}

    /// Whether a key is of the kind, and on the curve, that the algorithm takes.
    static boolean fits(JwsAlgorithm algorithm, PublicKey key) {
        return switch (algorithm.kind()) {
            case HMAC -> false;
            case RSA, RSA_PSS -> key instanceof RSAPublicKey;
            case EC -> key instanceof ECPublicKey ec && bits(ec) == fieldBits(algorithm);
            case ED25519 -> key instanceof EdECPublicKey;
        };
    }

    static boolean verify(JwsAlgorithm algorithm, PublicKey key, byte[] message, byte[] signature) {
        if (!mayBeSignature(algorithm, key, signature)) {
            return false;
        }
        try {
            var verification = verification(algorithm);
            verification.initVerify(key);
            verification.update(message);
            return verification.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    /// Verifies a MAC under a client's secret, which must be at least as long as the MAC (RFC 7518, section 3.2).
    ///
    /// @throws InvalidJwtException if it is shorter
    public static boolean verify(JwsAlgorithm algorithm, Secret secret, byte[] message, byte[] code) {
        var key = secret.reveal().getBytes(UTF_8);
        if (key.length < algorithm.hashBits() / Byte.SIZE) {
            throw InvalidJwtException.because("The client's secret is too short for " + algorithm.jwaName() + ".");
        }
        var name = "HmacSHA" + algorithm.hashBits();
        try {
            var mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(key, name));
            return Digest.equal(mac.doFinal(message), code);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("This Java has no " + name + ".", absent);
        }
    }

    private static Signature verification(JwsAlgorithm algorithm) throws GeneralSecurityException {
        var bits = algorithm.hashBits();
        return switch (algorithm.kind()) {
            case RSA -> Signature.getInstance("SHA" + bits + "withRSA");
            case EC -> Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
            case ED25519 -> Signature.getInstance("Ed25519");
            case RSA_PSS -> {
                var hash = "SHA-" + bits;
                var pss = Signature.getInstance("RSASSA-PSS");
                pss.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), bits / Byte.SIZE, 1));
                yield pss;
            }
            case HMAC -> throw new GeneralSecurityException("a MAC is no signature");
        };
    }

    /// Refuses before any arithmetic what can be no signature, such as r = s = 0.
    private static boolean mayBeSignature(JwsAlgorithm algorithm, PublicKey key, byte[] signature) {
        return switch (key) {
            case RSAPublicKey rsa ->
                signature.length == bytes(rsa.getModulus().bitLength()) && isBetween(rsa.getModulus(), signature);
            case ECPublicKey ec -> {
                var half = bytes(fieldBits(algorithm));
                var order = ec.getParams().getOrder();
                yield signature.length == 2 * half
                        && isBetween(order, Arrays.copyOf(signature, half))
                        && isBetween(order, Arrays.copyOfRange(signature, half, 2 * half));
            }
            case EdECPublicKey _ -> signature.length == ED25519_BYTES;
            default -> false;
        };
    }

    private static boolean isBetween(BigInteger bound, byte[] bytes) {
        var number = new BigInteger(1, bytes);
        return number.signum() > 0 && number.compareTo(bound) < 0;
    }

    private static int bits(ECPublicKey key) {
        return key.getParams().getCurve().getField().getFieldSize();
    }

    private static int fieldBits(JwsAlgorithm algorithm) {
        return algorithm == JwsAlgorithm.ES512 ? 521 : algorithm.hashBits();
    }

    private static int bytes(int bits) {
        return (bits + Byte.SIZE - 1) / Byte.SIZE;
    }
}
