package io.lintel.client;

/// Who says what we know of a client. Whatever it names, such as an address to fetch or a picture to show, is worth
/// as much as whoever named it.
public enum Provenance {
    /// Whoever runs this server.
    OPERATOR,
    /// The client, when it registered itself (RFC 7591).
    SELF_REGISTERED,
    /// The document that its id is the address of.
    METADATA_DOCUMENT;

    /// Whether it may lead to places that only the operator can vouch for.
    public boolean isTrusted() {
        return this == OPERATOR;
    }
}
