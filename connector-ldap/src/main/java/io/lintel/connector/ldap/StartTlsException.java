package io.lintel.connector.ldap;

import java.io.IOException;

/// TLS was asked for and not given. No credential has been sent.
final class StartTlsException extends IOException {
    private static final long serialVersionUID = 1L;

    StartTlsException(String message) {
        super(message);
    }

    StartTlsException(String message, Throwable cause) {
        super(message, cause);
    }
}
