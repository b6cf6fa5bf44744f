package io.lintel.server.signing;

import io.lintel.signing.JwsAlgorithm;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/// A public key of a client, strong enough to be used.
///
/// @param id its `kid`, if it has one
/// @param only the one algorithm it is for, if it says so
record ClientKey(@Nullable String id, @Nullable JwsAlgorithm only, PublicKey key) {

    /// Whether a JWT of that algorithm may have been signed with it.
    ///
    /// @param kid what the JWT says; if it says nothing, it may be any
    boolean mayHaveSigned(JwsAlgorithm algorithm, @Nullable String kid) {
        return mayBe(kid) && (only == null || only == algorithm) && ClientSignature.fits(algorithm, key);
    }

    /// Whether it may be the key that a JWT names.
    boolean mayBe(@Nullable String kid) {
        return kid == null || id == null || kid.equals(id);
    }
}
