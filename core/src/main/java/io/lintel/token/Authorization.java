package io.lintel.token;

import io.lintel.authorization.Access;
import io.lintel.authorization.GrantId;
import io.lintel.client.Client;
import io.lintel.connector.ConnectorId;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.Scopes;
import io.lintel.session.Authentication;
import org.jspecify.annotations.Nullable;

/// Who may act for whom: what a grant decided and [TokenIssuer] mints.
public sealed interface Authorization {

    /// The grant type it was decided by.
    GrantType by();

    GrantId grant();

    Client client();

    Access access();

    default Scopes scopes() {
        return access().scopes();
    }

    /// The client acts for an end-user.
    ///
    /// @param authentication the end-user, and how they proved who they are
    /// @param refreshToken the token that continues the family; none if a family is to be started
    record ForEndUser(
            GrantType by,
            GrantId grant,
            Client client,
            Access access,
            Authentication authentication,
            @Nullable RefreshToken refreshToken)
            implements Authorization {

        public ConnectorId connector() {
            return authentication.connector();
        }
    }

    /// The client acts for itself, and there is no end-user (RFC 6749, section 4.4).
    record ForClient(GrantId grant, Client client, Access access) implements Authorization {

        @Override
        public GrantType by() {
            return GrantType.CLIENT_CREDENTIALS;
        }
    }
}
