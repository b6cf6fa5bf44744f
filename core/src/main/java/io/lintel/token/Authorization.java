package io.lintel.token;

import io.lintel.authorization.Access;
import io.lintel.authorization.GrantId;
import io.lintel.client.Client;
import io.lintel.connector.ConnectorId;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.Resource;
import io.lintel.oauth2.Scopes;
import io.lintel.session.Authentication;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who may act for whom: what a grant decided and [TokenIssuer] mints.
///
/// @param by the grant type it was decided by
/// @param resources what the access token is for: some of those of `access`
/// @param authentication the end-user, and how they proved who they are
/// @param refreshToken the token that continues the family; none if a family is to be started
public record Authorization(
        GrantType by,
        GrantId grant,
        Client client,
        Access access,
        List<Resource> resources,
        Authentication authentication,
        @Nullable RefreshToken refreshToken) {

    public Authorization {
        resources = List.copyOf(resources);
    }

    /// One whose access token is for everything that was granted.
    public Authorization(
            GrantType by,
            GrantId grant,
            Client client,
            Access access,
            Authentication authentication,
            @Nullable RefreshToken refreshToken) {
        this(by, grant, client, access, access.resources(), authentication, refreshToken);
    }

    public ConnectorId connector() {
        return authentication.connector();
    }

    public Scopes scopes() {
        return access.scopes();
    }
}
