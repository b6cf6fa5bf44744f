package io.lintel.token;

import io.lintel.oauth2.Scopes;
import io.lintel.oauth2.TokenType;
import io.lintel.secret.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A successful answer of the token endpoint (RFC 6749, section 5.1; OpenID Connect Core, section 3.1.3.3).
///
/// @param accessToken whatever was issued, in an exchange of tokens (RFC 8693, section 2.2.1)
/// @param scopes what was granted; less than was asked for if the connector cannot give it
/// @param exchanged of which type `accessToken` is; null if no token was exchanged
public record TokenResponse(
        Secret accessToken,
        Duration expiresIn,
        @Nullable Secret refreshToken,
        @Nullable Secret idToken,
        Scopes scopes,
        @Nullable TokenType exchanged) {

    /// One that comes of no exchange.
    public TokenResponse(
            Secret accessToken,
            Duration expiresIn,
            @Nullable Secret refreshToken,
            @Nullable Secret idToken,
            Scopes scopes) {
        this(accessToken, expiresIn, refreshToken, idToken, scopes, null);
    }
}
