package io.lintel.authorization;

import io.lintel.connector.LoginId;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.CodeChallenge;
import io.lintel.oauth2.RedirectUri;
import io.lintel.session.Authentication;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an authorization code stands for.
///
/// @param login the login it came of; one login gives one code
/// @param grant names everything that comes of it
/// @param authentication the end-user, and how they proved who they are
public record IssuedCode(
        LoginId login,
        GrantId grant,
        ClientId client,
        RedirectUri redirectUri,
        Access access,
        @Nullable CodeChallenge codeChallenge,
        Authentication authentication,
        Instant expiresAt) {

    /// What whoever redeems the code must match.
    public CodeBinding binding() {
        return new CodeBinding(login, client, redirectUri, codeChallenge, expiresAt);
    }
}
