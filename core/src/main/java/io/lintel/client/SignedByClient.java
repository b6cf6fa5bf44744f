package io.lintel.client;

import io.lintel.signing.JwsAlgorithm;
import io.lintel.signing.JwtClaims;
import org.jspecify.annotations.Nullable;

/// What a JWT said whose signature was the client's.
///
/// @param type the header member `typ` as it was written
/// @param claims without members that were null; of a number that is not whole, what is before the point
/// @param payload the JSON object that was signed, whole and as it was written: each member once, at most 32 levels
public record SignedByClient(@Nullable String type, JwsAlgorithm algorithm, JwtClaims claims, String payload) {

    /// Without what it said.
    @Override
    public String toString() {
        return "SignedByClient[" + algorithm.jwaName() + "]";
    }
}
