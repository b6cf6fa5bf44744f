package io.lintel.factor;

/// What a browser answered for a security key is not what was asked for.
public final class RefusedKeyException extends RuntimeException {

    private RefusedKeyException(String detail, Throwable cause) {
        super(detail, cause);
    }

    private RefusedKeyException(String detail) {
        super(detail);
    }

    /// @param detail for the log; holds nothing of the answer
    public static RefusedKeyException because(String detail) {
        return new RefusedKeyException(detail);
    }

    public static RefusedKeyException because(String detail, Throwable cause) {
        return new RefusedKeyException(detail, cause);
    }
}
