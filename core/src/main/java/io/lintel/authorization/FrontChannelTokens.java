package io.lintel.authorization;

import io.lintel.client.Client;
import io.lintel.oauth2.ResponseType;
import io.lintel.oauth2.Scopes;
import io.lintel.secret.Secret;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Mints the tokens that come from the authorization endpoint (OpenID Connect Core, sections 3.2 and 3.3).
public interface FrontChannelTokens {

    /// @param issued what the code stands for; the tokens belong to the same grant
    /// @param code of which an ID token beside it carries the hash
    /// @throws io.lintel.oauth2.OAuth2Exception what the client is to be told
    Tokens mint(Client client, IssuedCode issued, AuthorizationCode code, Set<ResponseType> wanted);

    /// What was asked for.
    ///
    /// @param expiresIn how long the access token lives
    record Tokens(
            @Nullable Secret accessToken,
            Duration expiresIn,
            @Nullable Secret idToken,
            Scopes scopes) {}
}
