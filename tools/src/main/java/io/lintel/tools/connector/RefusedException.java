package io.lintel.tools.connector;

/// Why there is no new connector, said to whoever asked for one.
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
