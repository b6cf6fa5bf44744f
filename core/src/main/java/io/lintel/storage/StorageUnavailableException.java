package io.lintel.storage;

import org.jspecify.annotations.Nullable;

/// A store cannot answer now. Trying again may help.
///
/// A change that ends with this may have been made or not: whoever asked for it must not take it for done. The
/// message says what was wrong and never what was stored.
public final class StorageUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private StorageUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public static StorageUnavailableException because(String reason) {
        return new StorageUnavailableException(reason, null);
    }

    public static StorageUnavailableException because(String reason, @Nullable Throwable cause) {
        return new StorageUnavailableException(reason, cause);
    }
}
