package io.lintel.connector.support;

/// A token that proves nothing. The message says why, without the token and without what it says of anybody.
///
/// Whose fault it is depends on who brought it: an upstream that answers with one breaks its protocol, a stranger who
/// shows one is refused.
public final class UntrustedTokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private UntrustedTokenException(String message) {
        super(message);
    }

    public static UntrustedTokenException because(String reason) {
        return new UntrustedTokenException(reason);
    }
}
