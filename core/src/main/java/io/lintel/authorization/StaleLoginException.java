package io.lintel.authorization;

import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginId;

/// A step of a login that was completed before, has expired, or was not begun. The client was told before or is
/// told nothing: it is the end-user who must begin again. The message is the detail for the log.
public final class StaleLoginException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private StaleLoginException(String detail) {
        super(detail);
    }

    static StaleLoginException finished(LoginId id) {
        return new StaleLoginException("login " + id + " was completed before, or its expiry has passed");
    }

    static StaleLoginException elsewhere(LoginId id, ConnectorId connector) {
        return new StaleLoginException("login " + id + " was not begun with connector \"" + connector + "\"");
    }

    static StaleLoginException outOfOrder(LoginId id, String step) {
        return new StaleLoginException("login " + id + " does not wait for " + step);
    }

    static StaleLoginException signedOut(LoginId id) {
        return new StaleLoginException("the session of login " + id + " has ended");
    }

    static StaleLoginException expired(LoginId id) {
        return new StaleLoginException("login " + id + " has expired");
    }
}
