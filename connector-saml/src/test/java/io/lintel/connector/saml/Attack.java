package io.lintel.connector.saml;

/// One row of a table of attacks.
///
/// @param story what somebody did, and where it is described or was found
record Attack(String story, Reason reason, Message message) {

    @Override
    public String toString() {
        return story;
    }
}
