package io.lintel.storage.jdbc;

import org.jspecify.annotations.Nullable;

/// A row cannot be read; the others can. The message says which and why, and not what it holds.
public final class UnreadableRowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private UnreadableRowException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static UnreadableRowException of(String table, Object key, IllegalArgumentException cause) {
        return new UnreadableRowException(
                "The row " + key + " of " + table + " cannot be read: " + cause.getMessage()
                        + ". It was written by a newer release or another program, or under another sealing key, or"
                        + " is damaged. Only what needs this row fails; deleting it makes its end-user log in again.",
                cause);
    }
}
