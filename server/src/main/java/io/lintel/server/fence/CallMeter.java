package io.lintel.server.fence;

import io.lintel.connector.ConnectorId;

/// Hears of every call that was made or refused.
public interface CallMeter {

    /// @param nanos how long it took; none for a call that was not made
    void ended(ConnectorId connector, Operation operation, Outcome outcome, long nanos);

    /// The breaker of a connector has another state.
    void turned(ConnectorId connector, Breaker.State state);
}
