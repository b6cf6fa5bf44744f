package io.lintel.registration;

/// How a client may become known without its operator writing it down.
public enum RegistrationWay {
    /// It registers itself with an initial access token (RFC 7591).
    DYNAMIC,
    /// Its id is the address of a document about it.
    METADATA_DOCUMENT
}
