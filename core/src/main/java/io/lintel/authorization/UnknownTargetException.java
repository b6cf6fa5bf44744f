package io.lintel.authorization;

/// An authorization request whose answer has nowhere to go, so that the end-user is told and no client (RFC
/// 6749, section 4.1.2.1). The message is the detail for the log.
public final class UnknownTargetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What is wrong with the target.
    public enum Reason {
        CLIENT_MISSING,
        CLIENT_UNKNOWN,
        REDIRECT_URI_MISSING,
        REDIRECT_URI_NOT_REGISTERED
    }

    private final Reason reason;

    UnknownTargetException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
