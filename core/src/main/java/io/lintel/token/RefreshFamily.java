package io.lintel.token;

import io.lintel.authorization.Access;
import io.lintel.authorization.GrantId;
import io.lintel.client.Client;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.Scopes;
import io.lintel.session.Authentication;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All refresh tokens that came of one login for one client, of which one is current.
///
/// @param grant what the family belongs to; revoking the grant ends the family
/// @param generation counts rotations; rotation is a compare-and-set on it
/// @param current the hash of the current token
/// @param previous the hash of the token before, and what its successor was derived with
/// @param access what was granted; a refresh may ask for less, which does not shrink the grant
/// @param authentication the login, with the identity that the last login or refresh returned
/// @param lastUsedAt the last time the family gave tokens
public record RefreshFamily(
        RefreshFamilyId id,
        GrantId grant,
        ClientId client,
        Access access,
        Authentication authentication,
        Instant createdAt,
        Instant lastUsedAt,
        long generation,
        TokenHash current,
        @Nullable Superseded previous) {

    /// The token before the current one.
    ///
    /// @param salt with it the successor is derived from the token again; random text
    /// @param at when it was superseded
    public record Superseded(TokenHash hash, String salt, Instant at) {}

    public ConnectorId connector() {
        return authentication.connector();
    }

    public Identity identity() {
        return authentication.identity();
    }

    public Scopes scopes() {
        return access.scopes();
    }

    /// When the family ends whether it is used or not; empty for never.
    ///
    /// @param owner the client it belongs to
    Optional<Instant> expiresAt(TokenPolicy policy, Client owner) {
        return Optional.ofNullable(policy.refreshAbsoluteLifetime(owner)).map(createdAt::plus);
    }

    /// Whether the family is too old, or was not used for too long.
    ///
    /// @param owner the client it belongs to
    boolean isOver(TokenPolicy policy, Client owner, Instant now) {
        var idle = policy.refreshIdleLifetime(owner);
        return expiresAt(policy, owner).filter(expiry -> !now.isBefore(expiry)).isPresent()
                || (idle != null && !now.isBefore(lastUsedAt.plus(idle)));
    }
}
