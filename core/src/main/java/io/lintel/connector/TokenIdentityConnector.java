package io.lintel.connector;

import io.lintel.secret.Secret;
import java.util.Set;

/// The role of a connector that can tell whose a token of its upstream is: it makes
/// [Capability#TOKEN_EXCHANGE].
///
/// **Whom a token was issued for is the connector's business, and nobody checks it afterwards.** Any application at the
/// upstream gets tokens of its users; one that was issued for another application must be nobody's, or whoever runs
/// that application can act as its users everywhere. A JSON Web Token is taken only if its `iss` is the upstream, its
/// signature one by a key and an algorithm of the configuration, `exp` is there and to come, `nbf` is not to come,
/// `iat` is there, and `aud` (or `azp`, where there is one) is the connector's own client id or one that the
/// configuration lists. An opaque token is taken only if the upstream itself says that it belongs to such a client.
public interface TokenIdentityConnector {

    /// Checks a token that the upstream issued, and tells whose it is.
    ///
    /// @param tokenType a token type identifier (RFC 8693, section 3), one of [#tokenTypes]
    /// @return with the time the token expires, where that is known: what is given for it lives no longer
    LoginResult identify(String tokenType, Secret token);

    /// The types of tokens that it takes; others are refused without asking it.
    default Set<String> tokenTypes() {
        return Set.of("urn:ietf:params:oauth:token-type:access_token", "urn:ietf:params:oauth:token-type:id_token");
    }
}
