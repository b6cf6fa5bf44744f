package io.lintel.connector;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// What a connector can do besides logging an end-user in.
public enum Capability {
    /// Its users may have refresh tokens; the role is [RefreshingConnector].
    OFFLINE_ACCESS(RefreshingConnector.class),
    /// Tokens of its upstream may be exchanged for ours (RFC 8693); the role is [TokenIdentityConnector].
    TOKEN_EXCHANGE(TokenIdentityConnector.class),
    /// A logout here can be a logout there; the role is [LogoutConnector].
    UPSTREAM_LOGOUT(LogoutConnector.class),
    /// Its users may show a ticket instead of a password; the role is [NegotiateConnector].
    NEGOTIATE(NegotiateConnector.class);

    private final Class<?> role;

    Capability(Class<?> role) {
        this.role = role;
    }

    /// The interface a connector implements to have this capability.
    public Class<?> role() {
        return role;
    }

    /// The capabilities whose roles a connector implements.
    public static Set<Capability> of(Connector connector) {
        var capabilities = EnumSet.noneOf(Capability.class);
        for (var capability : values()) {
            if (capability.role.isInstance(connector)) {
                capabilities.add(capability);
            }
        }
        return Collections.unmodifiableSet(capabilities);
    }
}
