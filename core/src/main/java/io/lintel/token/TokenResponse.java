package io.lintel.token;

import io.lintel.oauth2.Scopes;
import io.lintel.secret.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A successful answer of the token endpoint (RFC 6749, section 5.1; OpenID Connect Core, section 3.1.3.3).
///
/// @param scopes what was granted; less than was asked for if the connector cannot give it
public record TokenResponse(
        Secret accessToken,
        Duration expiresIn,
        @Nullable Secret refreshToken,
        @Nullable Secret idToken,
        Scopes scopes) {}
