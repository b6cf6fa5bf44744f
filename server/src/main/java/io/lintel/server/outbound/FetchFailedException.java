package io.lintel.server.outbound;

import org.jspecify.annotations.Nullable;

/// A document could not be had. The message says why, for the log.
public final class FetchFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private FetchFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// What was fetched is of no use, either.
    public static FetchFailedException because(String reason) {
        return new FetchFailedException(reason, null);
    }

    public static FetchFailedException because(String reason, Throwable cause) {
        return new FetchFailedException(reason, cause);
    }
}
