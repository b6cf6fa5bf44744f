package io.lintel.authorization;

import io.lintel.connector.Capability;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.oauth2.GrantType;
import java.util.Set;

/// What the protocol knows of a configured connector.
///
/// @param type as in the configuration, such as `ldap`
/// @param name what the end-user sees
/// @param capabilities what it declares; all before it was first opened, so that nobody who came by it before
///     loses a refresh token
/// @param grantTypes what its users may be given tokens by
/// @param rules what applications are told of its users
public record ConnectorEntry(
        ConnectorId id,
        String type,
        String name,
        Set<Capability> capabilities,
        Set<GrantType> grantTypes,
        IdentityRules rules) {

    public ConnectorEntry {
        capabilities = Set.copyOf(capabilities);
        grantTypes = Set.copyOf(grantTypes);
    }

    /// One whose users are told of as the upstream does.
    public ConnectorEntry(
            ConnectorId id, String type, String name, Set<Capability> capabilities, Set<GrantType> grantTypes) {
        this(id, type, name, capabilities, grantTypes, IdentityRules.none());
    }

    /// Whether its users may have refresh tokens.
    public boolean offersOfflineAccess() {
        return capabilities.contains(Capability.OFFLINE_ACCESS) && grantTypes.contains(GrantType.REFRESH_TOKEN);
    }

    public boolean allows(GrantType type) {
        return grantTypes.contains(type);
    }

    /// What applications are told of one of its users.
    ///
    /// @throws IllegalStateException if the rules make another person of somebody
    public Identity told(Identity identity) {
        var told = rules.apply(identity);
        if (!told.userId().equals(identity.userId())) {
            throw new IllegalStateException("the rules of connector \"" + id + "\" change a user id");
        }
        return told;
    }
}
