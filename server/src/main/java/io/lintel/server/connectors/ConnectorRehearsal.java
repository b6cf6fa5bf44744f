package io.lintel.server.connectors;

import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.RehearsingConnector;
import io.lintel.connector.RehearsingConnector.Rehearsal;
import io.lintel.server.settings.Compatibility;
import io.lintel.server.settings.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// Opens one connector of a file for a rehearsal, at a time of one's choice and without storage.
public final class ConnectorRehearsal {

    private final BoundConnectors bound;
    private final Settings settings;
    private final HttpClient httpClient;
    private final Clock clock;

    public ConnectorRehearsal(BoundConnectors bound, Settings settings, HttpClient httpClient, Clock clock) {
        this.bound = bound;
        this.settings = settings;
        this.httpClient = httpClient;
        this.clock = clock;
    }

    /// @param requestId the request that the message is said to answer, or null if nobody asked
    /// @throws ConnectorException if there is no such connector, it cannot rehearse or cannot judge the message
    public Rehearsal rehearse(ConnectorId id, byte[] message, @Nullable String requestId) {
        var connector = bound.all().stream()
                .filter(each -> each.definition().id().equals(id))
                .findFirst()
                .orElseThrow(() -> ConnectorException.misconfigured("there is no connector \"" + id + "\""));
        try (var opened = connector.open(context(id))) {
            if (opened instanceof RehearsingConnector rehearsing) {
                return rehearsing.rehearse(message, requestId);
            }
        }
        throw ConnectorException.misconfigured(
                "connector \"" + id + "\" gets no messages from its provider that could be checked");
    }

    private ConnectorContext context(ConnectorId id) {
        return new ConnectorContext(
                id,
                URI.create(settings.issuer().endpoint("/callback")),
                httpClient,
                clock,
                ConnectorTrial.NO_STORAGE,
                settings.compatibility() == Compatibility.DEX);
    }
}
