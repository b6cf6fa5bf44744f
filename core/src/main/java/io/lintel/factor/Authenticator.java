package io.lintel.factor;

import java.util.Set;

/// One second factor that an operator has set up.
///
/// @param connectorTypes the types of connectors whose end-users are asked; empty for all
public record Authenticator(AuthenticatorId id, Set<String> connectorTypes, Enrolling enrolling, Factor factor) {

    public Authenticator {
        connectorTypes = Set.copyOf(connectorTypes);
    }

    /// When an end-user who has nothing enrolled may enrol.
    public enum Enrolling {
        /// right after the first login that asks for it
        AT_LOGIN,
        /// never: whoever has nothing enrolled does not come in
        FORBIDDEN
    }

    /// Whether it is there for end-users who come by connectors of that type.
    public boolean isFor(String connectorType) {
        return connectorTypes.isEmpty() || connectorTypes.contains(connectorType);
    }
}
