package io.lintel.authorization;

import io.lintel.oauth2.RequestedClaims;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Scopes;
import org.jspecify.annotations.Nullable;

/// What a client asked to know and to do, and is allowed to: from the authorization request to the last refresh.
///
/// @param nonce goes into ID tokens as it came (OpenID Connect Core, section 3.1.2.1)
/// @param claims what it asked for one by one, beside what the scopes give
public record Access(Scopes scopes, @Nullable String nonce, RequestedClaims claims) {

    /// What a request without the parameter `claims` asks for.
    public Access(Scopes scopes, @Nullable String nonce) {
        this(scopes, nonce, RequestedClaims.none());
    }

    /// What a request without a nonce asks for.
    public static Access of(Scopes scopes) {
        return new Access(scopes, null);
    }

    /// The same with other scopes, which are fewer.
    public Access withScopes(Scopes fewer) {
        return new Access(fewer, nonce, claims);
    }

    /// Whether the connector must be asked for groups.
    public boolean includesGroups() {
        return scopes.contains(Scope.GROUPS) || claims.names().contains(Scope.GROUPS.value());
    }
}
