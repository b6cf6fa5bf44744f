package io.lintel.connector;

import io.lintel.secret.Secret;

/// The role of a [PasswordConnector] whose end-users may show a ticket of their organisation instead of typing a
/// password (SPNEGO over HTTP, RFC 4559): it makes [Capability#NEGOTIATE].
///
/// The server asks for a ticket where it would show the login form. Whether there is a form as well is the
/// connector's to say.
public interface NegotiateConnector {

    /// Whether those who show no ticket that counts may type a password.
    boolean alsoTakesPasswords();

    /// Checks what a browser sent with the scheme `Negotiate`.
    ///
    /// Nothing of an exchange is remembered: what one token alone does not prove is [Negotiation.NotAccepted].
    ///
    /// @param token what follows the name of the scheme, base64 of a stranger
    /// @throws ConnectorException if the upstream cannot say who the ticket's owner is
    Negotiation negotiate(LoginRequest request, Secret token);
}
