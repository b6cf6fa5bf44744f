package io.lintel.authorization;

import io.lintel.connector.Identity;

/// What applications are told of an end-user, made of what the upstream says. What is stored, and what the
/// connector is given to look the end-user up again, is what the upstream said.
@FunctionalInterface
public interface IdentityRules {

    /// @return the same person: the user id is never changed
    Identity apply(Identity identity);

    /// Applications are told what the upstream says.
    static IdentityRules none() {
        return AsItIs.RULES;
    }

    /// The rules that change nothing.
    enum AsItIs implements IdentityRules {
        RULES;

        @Override
        public Identity apply(Identity identity) {
            return identity;
        }
    }
}
