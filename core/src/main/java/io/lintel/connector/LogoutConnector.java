package io.lintel.connector;

import java.net.URI;
import java.util.Optional;

/// The role of a connector that can end the end-user's session at the upstream: it makes
/// [Capability#UPSTREAM_LOGOUT].
public interface LogoutConnector {

    /// Where the browser goes to log out upstream, or empty if the upstream offers it to nobody.
    ///
    /// @param callback where the upstream must send the browser afterwards
    /// @param id travels as `state` or `RelayState`, and comes back
    Optional<Departure> beginLogout(Identity identity, LoginId id, URI callback);

    /// Checks what the browser brought back. The logout here has happened whatever the answer.
    ///
    /// @throws ConnectorException if the upstream did not confirm
    void finishLogout(LoginId id, CallbackRequest callback);
}
