package io.lintel.signing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The algorithms our tokens may be signed with (RFC 7518, section 3.1; RFC 8037, section 3.1).
public enum SigningAlgorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256; keys of at least 2048 bits.
    RS256("RS256", "SHA-256", "RSA", "SHA256withRSA", null),
    RS384("RS384", "SHA-384", "RSA", "SHA384withRSA", null),
    RS512("RS512", "SHA-512", "RSA", "SHA512withRSA", null),
    /// RSASSA-PSS with SHA-256, in the mask too, and a salt as long as the digest.
    PS256("PS256", "SHA-256", "RSA", "RSASSA-PSS", null),
    /// ECDSA on the curve P-256 with SHA-256; the signature is r and s side by side.
    ES256("ES256", "SHA-256", "EC", "SHA256withECDSAinP1363Format", EllipticCurve.P256),
    ES384("ES384", "SHA-384", "EC", "SHA384withECDSAinP1363Format", EllipticCurve.P384),
    ES512("ES512", "SHA-512", "EC", "SHA512withECDSAinP1363Format", EllipticCurve.P521),
    /// EdDSA on the curve Ed25519.
    EDDSA("EdDSA", "SHA-512", "Ed25519", "Ed25519", null);

    private static final int LEAST_RSA_BITS = 2048;
    private static final PSSParameterSpec PSS_WITH_SHA_256 =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private final String jwaName;
    private final String hashAlgorithm;
    private final String keyAlgorithm;
    private final String signatureAlgorithm;
    private final @Nullable EllipticCurve curve;

    SigningAlgorithm(
            String jwaName,
            String hashAlgorithm,
            String keyAlgorithm,
            String signatureAlgorithm,
            @Nullable EllipticCurve curve) {
        this.jwaName = jwaName;
        this.hashAlgorithm = hashAlgorithm;
        this.keyAlgorithm = keyAlgorithm;
        this.signatureAlgorithm = signatureAlgorithm;
        this.curve = curve;
    }

    /// The algorithm of that exact JWA name.
    public static Optional<SigningAlgorithm> find(String jwaName) {
        return Arrays.stream(values()).filter(a -> a.jwaName.equals(jwaName)).findFirst();
    }

    /// The value of the header member `alg`.
    public String jwaName() {
        return jwaName;
    }

    /// The JCA digest behind `at_hash` and `c_hash` (OpenID Connect Core, section 3.1.3.6).
    public String hashAlgorithm() {
        return hashAlgorithm;
    }

    /// The JCA name for a `KeyFactory` and a `KeyPairGenerator`.
    public String keyAlgorithm() {
        return keyAlgorithm;
    }

    /// The JCA name for a `Signature`, whose output goes into a JWS as it is.
    public String signatureAlgorithm() {
        return signatureAlgorithm;
    }

    /// What the `Signature` must be told besides; null for nothing.
    public @Nullable AlgorithmParameterSpec signatureParameters() {
        return this == PS256 ? PSS_WITH_SHA_256 : null;
    }

    /// The curve of its keys.
    ///
    /// @throws IllegalStateException if it is none of ECDSA
    public EllipticCurve requireCurve() {
        if (curve == null) {
            throw new IllegalStateException(jwaName + " has no curve to choose");
        }
        return curve;
    }

    /// Whether signatures of this algorithm may be checked with this key: kind, curve and least size.
    public boolean fits(PublicKey key) {
        return switch (this) {
            case RS256, RS384, RS512, PS256 ->
                key instanceof RSAPublicKey rsa
                        && rsa.getModulus().bitLength() >= LEAST_RSA_BITS
                        && rsa.getPublicExponent().compareTo(BigInteger.TWO) > 0
                        && rsa.getPublicExponent().testBit(0);
            case ES256, ES384, ES512 ->
                key instanceof ECPublicKey ec && requireCurve().holds(ec);
            case EDDSA ->
                key instanceof EdECPublicKey ed
                        && ed.getParams().getName().equals(NamedParameterSpec.ED25519.getName());
        };
    }

    /// Reads a public key from its `SubjectPublicKeyInfo`, the form [PublicKey#getEncoded()] gives.
    ///
    /// @throws IllegalArgumentException if it is none of this algorithm
    public PublicKey parsePublicKey(byte[] subjectPublicKeyInfo) {
        try {
            var key = KeyFactory.getInstance(keyAlgorithm).generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo));
            if (!fits(key)) {
                throw new IllegalArgumentException("The public key is not one for " + jwaName
                        + ": another curve, or too short. Its row was not written by this server.");
            }
            return key;
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalArgumentException(
                    "The public key for " + jwaName + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
