package io.lintel.signing;

/// Verifies JWTs that we signed ourselves.
public interface Verifier {

    /// The claims of a JWT with a good signature of one of our published keys, in its only spelling: no text
    /// but the very one that was signed passes. Issuer, expiry, audience and the meaning of `typ` are the
    /// caller's to check.
    ///
    /// @throws InvalidJwtException if it is anything else
    VerifiedJwt verify(String jwt);
}
