package io.lintel.authorization;

import io.lintel.connector.Capability;
import io.lintel.connector.ConnectorId;
import io.lintel.oauth2.GrantType;
import java.util.Set;

/// What the protocol knows of a configured connector.
///
/// @param type as in the configuration, such as `ldap`
/// @param name what the end-user sees
/// @param capabilities what it declares; all before it was first opened, so that nobody who came by it before loses
///     a refresh token
/// @param grantTypes what its users may be given tokens by
public record ConnectorEntry(
        ConnectorId id, String type, String name, Set<Capability> capabilities, Set<GrantType> grantTypes) {

    public ConnectorEntry {
        capabilities = Set.copyOf(capabilities);
        grantTypes = Set.copyOf(grantTypes);
    }

    /// Whether its users may have refresh tokens.
    public boolean offersOfflineAccess() {
        return capabilities.contains(Capability.OFFLINE_ACCESS) && grantTypes.contains(GrantType.REFRESH_TOKEN);
    }

    public boolean allows(GrantType type) {
        return grantTypes.contains(type);
    }
}
