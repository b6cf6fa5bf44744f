package io.lintel.signing;

import org.jspecify.annotations.Nullable;

/// Signs JWTs with the key that is active at the time of the call.
public interface Signer {

    /// The algorithm of the active key.
    SigningAlgorithm algorithm();

    /// A JWT in the compact serialization (RFC 7515, section 7.1). Its header is `alg`, `kid` and, if given,
    /// `typ`.
    ///
    /// @throws KeysUnavailableException if there is no key to sign with
    String sign(JwtClaims claims, @Nullable String type);

    /// This signer with the key that is active now, for one response whose tokens carry hashes of one another:
    /// the digest must be the one of [#algorithm()] even if keys of two algorithms change in between. Not to be
    /// kept.
    Signer pinned();

    /// The same for a client that asks for that algorithm: with the key of the algorithm that is active now.
    /// It is [#pinned()] while there is none, because the first is not known long enough or the algorithm is none
    /// we have keys for.
    Signer pinned(SigningAlgorithm wanted);
}
