package io.lintel.factor;

/// What an end-user has to have.
public sealed interface Factor {

    /// An application that shows codes (RFC 6238).
    ///
    /// @param issuer the label there
    record Totp(String issuer) implements Factor {}

    /// A security key or a passkey (Web Authentication, level 2).
    record WebAuthn(RelyingParty party) implements Factor {}
}
