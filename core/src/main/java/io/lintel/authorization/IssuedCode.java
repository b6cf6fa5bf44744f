package io.lintel.authorization;

import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginId;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.CodeChallenge;
import io.lintel.oauth2.RedirectUri;
import io.lintel.oauth2.Scopes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an authorization code stands for.
///
/// @param login the login it came of; one login gives one code
/// @param grant names everything that comes of it
/// @param authenticatedAt when the end-user proved who they are
public record IssuedCode(
        LoginId login,
        GrantId grant,
        ClientId client,
        RedirectUri redirectUri,
        Scopes scopes,
        @Nullable String nonce,
        @Nullable CodeChallenge codeChallenge,
        ConnectorId connector,
        Identity identity,
        Instant authenticatedAt,
        Instant expiresAt) {

    /// What whoever redeems the code must match.
    public CodeBinding binding() {
        return new CodeBinding(login, client, redirectUri, codeChallenge, expiresAt);
    }
}
