package io.lintel.server.listener;

/// A request that is not read further because of its form. The message is for the log.
public final class RefusedRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private RefusedRequest(int status, String detail) {
        // Thrown in numbers by whoever sends such requests: where from is never of interest.
        super(detail, null, false, false);
        this.status = status;
    }

    static RefusedRequest of(int status, String detail) {
        return new RefusedRequest(status, detail);
    }

    /// The status of the answer (RFC 9110, section 15.5; RFC 6585, section 5).
    public int status() {
        return status;
    }
}
