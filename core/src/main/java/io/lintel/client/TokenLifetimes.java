package io.lintel.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long the tokens of one client live. What is null is as the server has it for all.
///
/// @param refreshAbsolute how long after the login a refresh token works at most; zero for ever
/// @param refreshIdle how long a refresh token works without being used; zero for ever
public record TokenLifetimes(
        @Nullable Duration idToken,
        @Nullable Duration accessToken,
        @Nullable Duration refreshAbsolute,
        @Nullable Duration refreshIdle) {

    private static final TokenLifetimes OF_SERVER = new TokenLifetimes(null, null, null, null);

    /// @throws IllegalArgumentException if an ID token or access token would never live, or a time is negative
    public TokenLifetimes {
        requirePositive("ID token", idToken);
        requirePositive("access token", accessToken);
        requireNotNegative(refreshAbsolute);
        requireNotNegative(refreshIdle);
    }

    public static TokenLifetimes ofServer() {
        return OF_SERVER;
    }

    private static void requirePositive(String token, @Nullable Duration lifetime) {
        if (lifetime != null && !lifetime.isPositive()) {
            throw new IllegalArgumentException("the lifetime of an " + token + " must be more than zero");
        }
    }

    private static void requireNotNegative(@Nullable Duration lifetime) {
        if (lifetime != null && lifetime.isNegative()) {
            throw new IllegalArgumentException("the lifetime of a refresh token must not be negative");
        }
    }
}
