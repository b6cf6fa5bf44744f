package io.lintel.authorization;

import io.lintel.connector.ConnectorId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Subject;
import java.util.List;
import java.util.Optional;

/// The connectors by which the users of a client may come with a request: those that it allows, and that allow every
/// grant the request needs.
final class OpenConnectors {

    private final AuthorizationTarget target;
    private final List<ConnectorEntry> entries;

    private OpenConnectors(AuthorizationTarget target, List<ConnectorEntry> entries) {
        this.target = target;
        this.entries = entries;
    }

    /// As they are now.
    static OpenConnectors of(Connectors connectors, AuthorizationTarget target, AuthorizationRequest request) {
        var entries = connectors.all().stream()
                .filter(entry -> entry.grantTypes().containsAll(request.grantTypes())
                        && target.client().allows(entry.id()))
                .toList();
        return new OpenConnectors(target, entries);
    }

    /// @throws OAuth2Exception `unauthorized_client` if there is none
    OpenConnectors requireAny() {
        if (entries.isEmpty()) {
            throw OAuth2Exception.of(
                    ErrorCode.UNAUTHORIZED_CLIENT,
                    "There is no way to log in for this client.",
                    "no connector is open to client \"" + target.client().id() + "\"");
        }
        return this;
    }

    Optional<ConnectorEntry> find(ConnectorId id) {
        return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /// The one by which somebody comes. Of a client, which comes by none, it is empty.
    Optional<ConnectorEntry> findHinted(Subject hinted) {
        return entries.stream()
                .filter(entry -> entry.id().value().equals(hinted.connectorId()))
                .findFirst();
    }

    /// @throws OAuth2Exception `invalid_request` if it is not one of them
    ConnectorEntry require(ConnectorId id) {
        return requireAny()
                .find(id)
                .orElseThrow(() -> OAuth2Exception.of(
                        ErrorCode.INVALID_REQUEST,
                        "The connector is not open to this client.",
                        "connector \"" + id + "\" is unknown or not open to the client"));
    }

    /// The only one there is.
    Optional<ConnectorEntry> findOnly() {
        return entries.size() == 1 ? Optional.of(entries.getFirst()) : Optional.empty();
    }

    List<ConnectorEntry> all() {
        return entries;
    }
}
