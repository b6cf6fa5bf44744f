package io.lintel.connector.saml;

/// Ends the reading of a message that breaks a rule. It never leaves [ResponseCheck].
final class Rejection extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// @param detail nothing that the message says of a person, and nothing of its text
    Rejection(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    Verdict.Refused verdict() {
        return new Verdict.Refused(reason, String.valueOf(getMessage()));
    }
}
