package io.lintel.token;

import io.lintel.authorization.Access;
import io.lintel.authorization.GrantId;
import io.lintel.client.Client;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.Resource;
import io.lintel.oauth2.Scopes;
import io.lintel.oauth2.TokenType;
import io.lintel.session.Authentication;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who may act for whom: what a grant decided and [TokenIssuer] mints.
public sealed interface Authorization {

    /// The grant type it was decided by.
    GrantType by();

    GrantId grant();

    Client client();

    Access access();

    /// What the access token is for: some of the resources of [#access()] (RFC 8707).
    List<Resource> resources();

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
            List<Resource> resources,
            Authentication authentication,
            @Nullable RefreshToken refreshToken)
            implements Authorization {

        public ForEndUser {
            resources = List.copyOf(resources);
        }

        /// One whose access token is for everything that was granted.
        public ForEndUser(
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
    }

    /// The client acts for an end-user whose token of an upstream provider it has shown (RFC 8693).
    ///
    /// @param wanted the type of the one token it is given
    /// @param until when the token shown expires, if that is known
    record Exchanged(
            GrantId grant,
            Client client,
            Access access,
            ConnectorId connector,
            Identity identity,
            TokenType wanted,
            @Nullable Instant until)
            implements Authorization {

        @Override
        public GrantType by() {
            return GrantType.TOKEN_EXCHANGE;
        }

        @Override
        public List<Resource> resources() {
            return access.resources();
        }
    }

    /// The client acts for itself, and there is no end-user (RFC 6749, section 4.4).
    record ForClient(GrantId grant, Client client, Access access) implements Authorization {

        @Override
        public GrantType by() {
            return GrantType.CLIENT_CREDENTIALS;
        }

        @Override
        public List<Resource> resources() {
            return access.resources();
        }
    }
}
