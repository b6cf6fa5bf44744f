package io.lintel.server.http;

import io.lintel.authorization.ConnectorEntry;
import io.lintel.connector.CallbackRequest;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.UnsolicitedConnector;
import io.lintel.oauth2.Issuer;
import io.lintel.server.connectors.ConnectorRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where browsers go that an upstream provider sent here and that belong to no login.
@Singleton
final class UnsolicitedCallbacks {

    private static final Logger LOG = LoggerFactory.getLogger(UnsolicitedCallbacks.class);

    private final ConnectorRegistry connectors;
    private final Issuer issuer;

    UnsolicitedCallbacks(ConnectorRegistry connectors, Issuer issuer) {
        this.connectors = connectors;
        this.issuer = issuer;
    }

    /// The address at which an application begins a login (OpenID Connect Core, section 4), if a connector believes
    /// what the browser brought.
    ///
    /// @param connector the connector it was brought to; null to ask all
    Optional<String> findStart(@Nullable String connector, CallbackRequest brought) {
        for (var id : ids(connector)) {
            var start = findStart(id, brought);
            if (start.isPresent()) {
                return start;
            }
        }
        return Optional.empty();
    }

    private Optional<String> findStart(ConnectorId id, CallbackRequest brought) {
        try {
            return connectors
                    .findRole(id, UnsolicitedConnector.class)
                    .flatMap(asked -> asked.findStart(brought))
                    .map(start -> PageResponses.withQuery(start.toString(), Map.of("iss", issuer.value())));
        } catch (ConnectorException refused) {
            LOG.info("connector \"{}\" does not believe what nobody asked for: {}", id, refused.getMessage());
            return Optional.empty();
        }
    }

    private List<ConnectorId> ids(@Nullable String connector) {
        return connector == null
                ? connectors.all().stream().map(ConnectorEntry::id).toList()
                : List.of(new ConnectorId(connector));
    }
}
