package io.lintel.token;

import io.lintel.oauth2.ClientId;
import io.lintel.session.SessionId;
import org.jspecify.annotations.Nullable;

/// What an ID token of ours tells when it is shown again. It opens nothing.
///
/// @param client whom it was issued to, registered or not any more
/// @param sub what that client is told of the end-user
/// @param session the `sid`, if it has one
public record IssuedIdToken(
        ClientId client, String sub, @Nullable SessionId session) {}
