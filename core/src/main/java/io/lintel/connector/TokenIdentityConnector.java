package io.lintel.connector;

import io.lintel.secret.Secret;

/// The role of a connector that can tell whose a token of its upstream is: it makes
/// [Capability#TOKEN_EXCHANGE].
public interface TokenIdentityConnector {

    /// Checks a token that the upstream issued, and tells whose it is.
    ///
    /// @param tokenType a token type identifier (RFC 8693, section 3)
    LoginResult identify(String tokenType, Secret token);
}
