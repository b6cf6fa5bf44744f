package io.lintel.authorization;

import io.lintel.connector.LoginId;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.CodeChallenge;
import io.lintel.oauth2.RedirectUri;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an authorization code is bound to: whoever redeems it must match all of it (RFC 6749, section 4.1.3;
/// RFC 7636, section 4.6). It says nothing of the end-user, so that it may be kept for as long as replays are
/// looked for.
///
/// @param login the login it came of
public record CodeBinding(
        LoginId login,
        ClientId client,
        RedirectUri redirectUri,
        @Nullable CodeChallenge codeChallenge,
        Instant expiresAt) {}
