package io.lintel.token;

import io.lintel.authorization.ConnectorEntry;
import io.lintel.authorization.Connectors;
import io.lintel.client.Client;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.OAuth2Exception;
import java.util.Optional;

/// Whether tokens may still be issued for end-users of a connector. What was allowed at the login may not be
/// any more.
public final class ConnectorRules {

    private final Connectors connectors;

    public ConnectorRules(Connectors connectors) {
        this.connectors = connectors;
    }

    /// @throws OAuth2Exception `invalid_grant` if the connector was removed, is not open to the client (any
    ///     more), or not for this grant type
    ConnectorEntry require(Client client, ConnectorId id, GrantType type) {
        var entry = connectors.find(id).orElseThrow(() -> refused("connector \"" + id + "\" was removed"));
        if (!client.allows(id)) {
            throw refused("connector \"" + id + "\" is not open to client \"" + client.id() + "\"");
        }
        if (!entry.allows(type)) {
            throw refused("connector \"" + id + "\" does not allow the grant type " + type.value());
        }
        return entry;
    }

    /// @param step what an end-user must do in a browser first
    /// @throws OAuth2Exception `invalid_grant` if there is anything
    void requireNoBrowser(Optional<String> step) {
        if (step.isPresent()) {
            throw OAuth2Exception.of(
                    ErrorCode.INVALID_GRANT,
                    "The end-user must log in with a browser.",
                    "needs a browser: " + step.get());
        }
    }

    /// Whether refresh tokens of the connector's users are good for anything at that client.
    boolean allowRefresh(Client client, ConnectorId id) {
        return client.allows(id)
                && connectors
                        .find(id)
                        .filter(entry -> entry.allows(GrantType.REFRESH_TOKEN) && entry.offersOfflineAccess())
                        .isPresent();
    }

    /// What applications are told of one of the connector's users.
    Identity told(ConnectorId id, Identity identity) {
        return connectors.find(id).map(entry -> entry.told(identity)).orElse(identity);
    }

    private static OAuth2Exception refused(String detail) {
        return OAuth2Exception.quietly(ErrorCode.INVALID_GRANT, detail);
    }
}
