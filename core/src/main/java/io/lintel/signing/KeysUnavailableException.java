package io.lintel.signing;

import org.jspecify.annotations.Nullable;

/// The signing keys cannot be had now. Trying again may help; the message is for the log.
public final class KeysUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private KeysUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public static KeysUnavailableException because(String reason, @Nullable Throwable cause) {
        return new KeysUnavailableException(reason, cause);
    }
}
