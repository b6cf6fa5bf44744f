package io.lintel.connector;

import org.jspecify.annotations.Nullable;

/// A login that could not be decided because the upstream or its configuration is at fault.
///
/// The message is for the log: it says what was asked of whom and what came back, without passwords, codes or
/// tokens.
public final class ConnectorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// Whose fault it is.
    public enum Fault {
        /// The upstream did not answer in time, or said that it cannot.
        UNAVAILABLE,
        /// The upstream answered something that breaks its own protocol, or that failed a check.
        INVALID_RESPONSE,
        /// The upstream and our configuration do not fit together; trying again will not help.
        MISCONFIGURED
    }

    private final Fault fault;

    private ConnectorException(Fault fault, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    public static ConnectorException unavailable(String message, @Nullable Throwable cause) {
        return new ConnectorException(Fault.UNAVAILABLE, message, cause);
    }

    public static ConnectorException invalidResponse(String message, @Nullable Throwable cause) {
        return new ConnectorException(Fault.INVALID_RESPONSE, message, cause);
    }

    public static ConnectorException invalidResponse(String message) {
        return new ConnectorException(Fault.INVALID_RESPONSE, message, null);
    }

    public static ConnectorException misconfigured(String message, @Nullable Throwable cause) {
        return new ConnectorException(Fault.MISCONFIGURED, message, cause);
    }

    public static ConnectorException misconfigured(String message) {
        return new ConnectorException(Fault.MISCONFIGURED, message, null);
    }

    public Fault fault() {
        return fault;
    }
}
