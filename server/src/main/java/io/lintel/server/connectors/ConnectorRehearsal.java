package io.lintel.server.connectors;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.RehearsingConnector;
import io.lintel.connector.RehearsingConnector.Rehearsal;
import io.lintel.oauth2.Issuer;
import org.jspecify.annotations.Nullable;

/// Opens one connector of a file for a rehearsal, without storage.
public final class ConnectorRehearsal {

    private final ConnectorTrial trial;
    private final Issuer issuer;

    /// @param trial has read the file
    public ConnectorRehearsal(ConnectorTrial trial, Issuer issuer) {
        this.trial = trial;
        this.issuer = issuer;
    }

    /// @param requestId the request that the message is said to answer, or null if nobody asked
    /// @throws ConnectorException if there is no such connector, it cannot rehearse or cannot judge the message
    public Rehearsal rehearse(ConnectorId id, byte[] message, @Nullable String requestId) {
        var connector = trial.bound().all().stream()
                .filter(each -> each.definition().id().equals(id))
                .findFirst()
                .orElseThrow(() -> ConnectorException.misconfigured("there is no connector \"" + id + "\""));
        try (var opened = connector.open(trial.context(connector.definition(), issuer))) {
            if (opened instanceof RehearsingConnector rehearsing) {
                return rehearsing.rehearse(message, requestId);
            }
        }
        throw ConnectorException.misconfigured(
                "connector \"" + id + "\" gets no messages from its provider that could be checked");
    }
}
