package io.lintel.connector;

import io.lintel.secret.Secret;

/// A connector that sends the browser to the upstream provider and reads what it brings back.
public non-sealed interface CallbackConnector extends Connector {

    /// How the browser comes back. A callback that comes by the other way is refused before [#finish] is
    /// called.
    default CallbackBinding binding() {
        return CallbackBinding.QUERY;
    }

    /// Where the browser goes. The upstream must send [LoginRequest#id()] back, as OAuth 2.0 `state` or as SAML
    /// `RelayState`.
    ///
    /// @throws ConnectorException if the upstream cannot be asked where to go
    Departure begin(LoginRequest request);

    /// Reads what the browser brought back.
    ///
    /// @param request the same request that [#begin] was given
    /// @param remembered what [#begin] asked to remember; empty if it asked for nothing
    /// @throws ConnectorException if the upstream's answer makes no sense or cannot be checked
    LoginResult finish(LoginRequest request, Secret remembered, CallbackRequest callback);
}
