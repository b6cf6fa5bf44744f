package io.lintel.signing;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A public key of somebody else, strong enough to be used.
///
/// @param id its `kid`, if it has one
/// @param only the one algorithm it is for, if it says so
public record VerificationKey(@Nullable String id, @Nullable JwsAlgorithm only, PublicKey key) {

    /// The key that a JWK (RFC 7517, section 4) describes; empty if it is too weak, of a kind we do not know, or not
    /// for signatures.
    ///
    /// @param members texts, lists and objects by name
    public static Optional<VerificationKey> find(Map<?, ?> members) {
        var alg = members.get("alg");
        var only = alg instanceof String name ? JwsAlgorithm.find(name) : Optional.<JwsAlgorithm>empty();
        if ((alg != null && only.isEmpty()) || !isForSignatures(members)) {
            return Optional.empty();
        }
        try {
            var kid = members.get("kid") instanceof String id ? id : null;
            return JwkReading.publicKey(members).map(key -> new VerificationKey(kid, only.orElse(null), key));
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

    /// Whether a JWT of that algorithm may have been signed with it.
    ///
    /// @param kid what the JWT says; if it says nothing, it may be any
    public boolean mayHaveSigned(JwsAlgorithm algorithm, @Nullable String kid) {
        return mayBe(kid) && (only == null || only == algorithm) && JwsSignature.fits(algorithm, key);
    }

    /// Whether it may be the key that a JWT names.
    public boolean mayBe(@Nullable String kid) {
        return kid == null || id == null || kid.equals(id);
    }

    /// Whether the signature is one by this key. Bytes that can be no signature are refused before any arithmetic.
    public boolean verifies(JwsAlgorithm algorithm, byte[] message, byte[] signature) {
        return JwsSignature.fits(algorithm, key) && JwsSignature.verify(algorithm, key, message, signature);
    }
}
