package io.lintel.token;

import io.lintel.authorization.GrantId;
import io.lintel.client.Client;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.Scopes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who may act for whom: what a grant decided and [TokenIssuer] mints.
///
/// @param by the grant type it was decided by
/// @param authenticatedAt when the end-user proved who they are
/// @param refreshToken the token that continues the family; none if a family is to be started
public record Authorization(
        GrantType by,
        GrantId grant,
        Client client,
        ConnectorId connector,
        Identity identity,
        Scopes scopes,
        @Nullable String nonce,
        Instant authenticatedAt,
        @Nullable RefreshToken refreshToken) {}
