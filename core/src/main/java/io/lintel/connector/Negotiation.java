package io.lintel.connector;

/// The answer to a token of the scheme `Negotiate`.
public sealed interface Negotiation {

    /// The token proves who its owner is. Whether that person may come in is in `login`.
    ///
    /// @param answer base64 for the browser, by which we prove who we are; empty if it did not ask
    record Accepted(LoginResult login, String answer) implements Negotiation {}

    /// The token proves nothing here: it is malformed, too old, used before, or meant for somebody else.
    ///
    /// @param detail for the log; nothing of the token
    record NotAccepted(String detail) implements Negotiation {}
}
