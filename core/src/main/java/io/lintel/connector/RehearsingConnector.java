package io.lintel.connector;

import org.jspecify.annotations.Nullable;

/// The role of a connector that can say what it would make of a message an upstream sent through a browser, without
/// a login: for whoever must find out why a login was refused.
///
/// It decides by the same code and has no side effect: nothing is used up, remembered or sent. The time is that of
/// the [ConnectorContext].
public interface RehearsingConnector {

    /// @param message as it came in its form field, or what is encoded in it
    /// @param requestId the request it is said to answer, or null if nobody asked
    /// @throws ConnectorException if the message cannot be judged
    Rehearsal rehearse(byte[] message, @Nullable String requestId);

    /// What would come of it.
    sealed interface Rehearsal {

        record Accepted(Identity identity) implements Rehearsal {}

        /// @param code a word for the rule that was broken
        /// @param detail for people: how it was broken, without anything the message says of a person
        record Refused(String code, String detail) implements Rehearsal {}
    }
}
