package io.lintel.signing;

import org.jspecify.annotations.Nullable;

/// A text that is not a JWT of ours. The message says why, without the text.
public final class InvalidJwtException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private InvalidJwtException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public static InvalidJwtException because(String reason) {
        return new InvalidJwtException(reason, null);
    }

    public static InvalidJwtException because(String reason, Throwable cause) {
        return new InvalidJwtException(reason, cause);
    }
}
