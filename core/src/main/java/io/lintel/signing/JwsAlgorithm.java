package io.lintel.signing;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The algorithms that clients may sign with (RFC 7518, section 3.1; RFC 8037, section 3.1). What we sign with
/// ourselves is a [SigningAlgorithm].
public enum JwsAlgorithm {
    HS256("HS256", Kind.HMAC, 256),
    HS384("HS384", Kind.HMAC, 384),
    HS512("HS512", Kind.HMAC, 512),
    RS256("RS256", Kind.RSA, 256),
    RS384("RS384", Kind.RSA, 384),
    RS512("RS512", Kind.RSA, 512),
    PS256("PS256", Kind.RSA_PSS, 256),
    PS384("PS384", Kind.RSA_PSS, 384),
    PS512("PS512", Kind.RSA_PSS, 512),
    /// On the curve P-256 and no other.
    ES256("ES256", Kind.EC, 256),
    /// On the curve P-384 and no other.
    ES384("ES384", Kind.EC, 384),
    /// On the curve P-521 and no other.
    ES512("ES512", Kind.EC, 512),
    /// On the curve Ed25519 and no other.
    EDDSA("EdDSA", Kind.ED25519, 512);

    /// What kind of key an algorithm takes.
    public enum Kind {
        /// The client's secret, which we know too.
        HMAC,
        RSA,
        RSA_PSS,
        EC,
        ED25519;
    }

    private final String jwaName;
    private final Kind kind;
    private final int hashBits;

    JwsAlgorithm(String jwaName, Kind kind, int hashBits) {
        this.jwaName = jwaName;
        this.kind = kind;
        this.hashBits = hashBits;
    }

    /// The algorithm of that exact JWA name; `none` is no algorithm.
    public static Optional<JwsAlgorithm> find(String jwaName) {
        return Arrays.stream(values()).filter(a -> a.jwaName.equals(jwaName)).findFirst();
    }

    /// All whose keys only the client has.
    public static Set<JwsAlgorithm> asymmetric() {
        return Collections.unmodifiableSet(EnumSet.range(RS256, EDDSA));
    }

    /// All whose key is a secret that both know.
    public static Set<JwsAlgorithm> symmetric() {
        return Collections.unmodifiableSet(EnumSet.range(HS256, HS512));
    }

    /// The value of the header member `alg`.
    public String jwaName() {
        return jwaName;
    }

    public Kind kind() {
        return kind;
    }

    /// The length of the SHA-2 hash behind it, in bits.
    public int hashBits() {
        return hashBits;
    }

    public boolean isSymmetric() {
        return kind == Kind.HMAC;
    }
}
