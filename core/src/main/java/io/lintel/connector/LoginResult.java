package io.lintel.connector;

/// The answer of an upstream provider to the question who somebody is. A wrong password is an answer, not a
/// fault.
public sealed interface LoginResult {

    /// Whether and who: this end-user may come in.
    record Authenticated(Identity identity) implements LoginResult {}

    /// This end-user may not come in.
    ///
    /// @param detail for the log: which rule or which answer of the upstream; no secrets
    record Refused(Refusal reason, String detail) implements LoginResult {}

    static LoginResult authenticated(Identity identity) {
        return new Authenticated(identity);
    }

    static LoginResult refused(Refusal reason, String detail) {
        return new Refused(reason, detail);
    }
}
