package io.lintel.connector.support;

import io.lintel.secret.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an upstream granted.
///
/// @param refreshToken absent if the access token is all there is
/// @param expiry of the access token; absent if it ends only when somebody revokes it
public record UpstreamTokens(
        Secret accessToken,
        @Nullable Secret refreshToken,
        @Nullable Instant expiry) {}
