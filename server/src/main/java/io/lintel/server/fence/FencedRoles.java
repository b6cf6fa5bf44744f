package io.lintel.server.fence;

import io.lintel.connector.CallbackRequest;
import io.lintel.connector.Capability;
import io.lintel.connector.Connector;
import io.lintel.connector.Departure;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginId;
import io.lintel.connector.LoginResult;
import io.lintel.connector.LogoutConnector;
import io.lintel.connector.RefreshingConnector;
import io.lintel.connector.TokenIdentityConnector;
import io.lintel.connector.Wanted;
import io.lintel.secret.Secret;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/// The roles of a connector, called through its fence. Whether it plays one is a question to
/// [Connector#capabilities()].
interface FencedRoles extends RefreshingConnector, TokenIdentityConnector, LogoutConnector {

    Connector connector();

    Fence fence();

    @Override
    default LoginResult refresh(Identity identity, Set<Wanted> wanted) {
        var role = role(Capability.OFFLINE_ACCESS, RefreshingConnector.class);
        return fence().call(Operation.REFRESH, () -> role.refresh(identity, wanted));
    }

    @Override
    default LoginResult identify(String tokenType, Secret token) {
        var role = role(Capability.TOKEN_EXCHANGE, TokenIdentityConnector.class);
        return fence().call(Operation.IDENTIFY, () -> role.identify(tokenType, token));
    }

    @Override
    default Set<String> tokenTypes() {
        return role(Capability.TOKEN_EXCHANGE, TokenIdentityConnector.class).tokenTypes();
    }

    @Override
    default Optional<Departure> beginLogout(Identity identity, LoginId id, URI callback) {
        var role = role(Capability.UPSTREAM_LOGOUT, LogoutConnector.class);
        return fence().call(Operation.BEGIN_LOGOUT, () -> role.beginLogout(identity, id, callback));
    }

    @Override
    default void finishLogout(LoginId id, CallbackRequest callback) {
        var role = role(Capability.UPSTREAM_LOGOUT, LogoutConnector.class);
        fence().call(Operation.FINISH_LOGOUT, () -> {
            role.finishLogout(id, callback);
            return true;
        });
    }

    /// @throws IllegalStateException if the connector does not offer it
    default <R> R role(Capability capability, Class<R> role) {
        if (!connector().capabilities().contains(capability)) {
            throw new IllegalStateException("a connector was asked for what it does not offer: " + capability);
        }
        return role.cast(connector());
    }
}
