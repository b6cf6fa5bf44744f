package io.lintel.authorization;

import io.lintel.oauth2.Scopes;
import org.jspecify.annotations.Nullable;

/// What a client asked to know and to do, and is allowed to: from the authorization request to the last refresh.
///
/// @param nonce goes into ID tokens as it came (OpenID Connect Core, section 3.1.2.1)
public record Access(Scopes scopes, @Nullable String nonce) {

    /// What a request without a nonce asks for.
    public static Access of(Scopes scopes) {
        return new Access(scopes, null);
    }

    /// The same with other scopes, which are fewer.
    public Access withScopes(Scopes fewer) {
        return new Access(fewer, nonce);
    }
}
