package io.lintel.connector.ldap;

/// A token proves nothing. The message says why, and nothing of the token that could be used.
final class TicketException extends Exception {
    private static final long serialVersionUID = 1L;

    TicketException(String message) {
        super(message);
    }

    TicketException(String message, Throwable cause) {
        super(message, cause);
    }
}
