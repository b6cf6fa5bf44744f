package io.lintel.signing;

import org.jspecify.annotations.Nullable;

/// What a JWT said whose signature was good.
///
/// @param type the header member `typ` as it was written
public record VerifiedJwt(@Nullable String type, SigningAlgorithm algorithm, JwtClaims claims) {}
