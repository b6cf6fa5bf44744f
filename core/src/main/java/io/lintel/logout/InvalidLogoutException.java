package io.lintel.logout;

/// A request for a logout that is not carried out. The end-user is told, and no client. The message is the detail
/// for the log.
public final class InvalidLogoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What is wrong.
    public enum Reason {
        CLIENT_MISSING,
        CLIENT_UNKNOWN,
        /// The `client_id` is not the client the `id_token_hint` was issued to.
        CLIENTS_DIFFER,
        REDIRECT_URI_NOT_REGISTERED
    }

    private final Reason reason;

    InvalidLogoutException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
