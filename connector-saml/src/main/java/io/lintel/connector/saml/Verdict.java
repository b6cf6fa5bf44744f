package io.lintel.connector.saml;

/// What a response is worth.
sealed interface Verdict {

    record Accepted(AcceptedAssertion assertion) implements Verdict {}

    /// @param detail for the log: the rule that was broken, without anything that the message says of a person
    record Refused(Reason reason, String detail) implements Verdict {}
}
