package io.lintel.connector.support;

/// How a token endpoint wants clients to authenticate (RFC 6749, section 2.3.1).
public enum TokenAuthentication {
    /// Found out as dex does it: by Basic first, and if that was no success in the body; what worked is kept.
    FOUND_OUT,
    BASIC,
    BODY
}
