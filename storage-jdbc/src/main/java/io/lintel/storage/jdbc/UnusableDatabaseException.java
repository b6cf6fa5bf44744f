package io.lintel.storage.jdbc;

import org.jspecify.annotations.Nullable;

/// A database that cannot be used until its operator does something. Trying again does not help.
public final class UnusableDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private UnusableDatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static UnusableDatabaseException because(String reason) {
        return new UnusableDatabaseException(reason, null);
    }

    static UnusableDatabaseException because(String reason, Throwable cause) {
        return new UnusableDatabaseException(reason, cause);
    }
}
