package io.lintel.connector.support;

import io.lintel.secret.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an upstream granted.
///
/// @param refreshToken absent if the access token is all there is
/// @param expiry of the access token; absent if it ends only when somebody revokes it
/// @param idToken as it was sent, not verified; absent where the upstream speaks no OpenID Connect
public record UpstreamTokens(
        Secret accessToken,
        @Nullable Secret refreshToken,
        @Nullable Instant expiry,
        @Nullable Secret idToken) {

    /// Without an ID token.
    public UpstreamTokens(Secret accessToken, @Nullable Secret refreshToken, @Nullable Instant expiry) {
        this(accessToken, refreshToken, expiry, null);
    }
}
