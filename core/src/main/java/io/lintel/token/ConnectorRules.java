package io.lintel.token;

import io.lintel.authorization.ConnectorEntry;
import io.lintel.authorization.Connectors;
import io.lintel.client.Client;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.factor.FactorRules;
import io.lintel.factor.PassedFactor;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.session.Authentication;
import java.util.List;
import java.util.Optional;

/// Whether tokens may still be issued for end-users of a connector. What was allowed at the login may not be
/// any more; and a grant that cannot ask for a second factor is none for a client that demands one.
public final class ConnectorRules {

    private final Connectors connectors;
    private final FactorRules factors;

    public ConnectorRules(Connectors connectors, FactorRules factors) {
        this.connectors = connectors;
        this.factors = factors;
    }

    /// @throws OAuth2Exception `invalid_grant` if the connector was removed, is not open to the client (any
    ///     more), or not for this grant type; or if the end-user has not passed a second factor that the client
    ///     demands
    ConnectorEntry require(Client client, Authentication login, GrantType type) {
        return require(client, login.connector(), login.factors(), type);
    }

    /// The same for an end-user who has passed these factors, whether there was a login or not.
    ConnectorEntry require(Client client, ConnectorId id, List<PassedFactor> passed, GrantType type) {
        var entry = requireOpen(client, id, type);
        if (!hasPassedFactors(client, entry, passed)) {
            throw OAuth2Exception.of(ErrorCode.INVALID_GRANT, "The client demands a second factor.");
        }
        return entry;
    }

    /// The same before it is known whom it is about.
    ConnectorEntry requireOpen(Client client, ConnectorId id, GrantType type) {
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
    boolean allowRefresh(Client client, Authentication login) {
        var id = login.connector();
        return client.allows(id)
                && connectors
                        .find(id)
                        .filter(entry -> entry.allows(GrantType.REFRESH_TOKEN) && entry.offersOfflineAccess())
                        .filter(entry -> hasPassedFactors(client, entry, login.factors()))
                        .isPresent();
    }

    private boolean hasPassedFactors(Client client, ConnectorEntry entry, List<PassedFactor> passed) {
        return factors.demanded(client.factors(), entry.type()).stream().allMatch(authenticator -> passed.stream()
                .anyMatch(factor -> factor.authenticator().equals(authenticator.id())));
    }

    /// What applications are told of one of the connector's users.
    Identity told(ConnectorId id, Identity identity) {
        return connectors.find(id).map(entry -> entry.told(identity)).orElse(identity);
    }

    private static OAuth2Exception refused(String detail) {
        return OAuth2Exception.quietly(ErrorCode.INVALID_GRANT, detail);
    }
}
