package io.lintel.server.fence;

import io.lintel.connector.ConnectorException;
import java.util.Locale;

/// How a call ended.
public enum Outcome {
    ANSWERED,
    /// The upstream said no.
    REFUSED,
    UNAVAILABLE,
    INVALID_RESPONSE,
    MISCONFIGURED,
    /// It did not end within the deadline.
    TIMED_OUT,
    /// Not made: several before it had failed.
    BROKEN_OFF,
    /// Not made: too many others were under way.
    CROWDED_OUT,
    /// By an exception that is no fault of the upstream's.
    FAILED;

    static Outcome of(ConnectorException.Fault fault) {
        return switch (fault) {
            case UNAVAILABLE -> UNAVAILABLE;
            case INVALID_RESPONSE -> INVALID_RESPONSE;
            case MISCONFIGURED -> MISCONFIGURED;
        };
    }

    /// As a label.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
