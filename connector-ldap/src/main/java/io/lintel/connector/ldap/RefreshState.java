package io.lintel.connector.ldap;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.Identity;
import io.lintel.secret.Secret;

/// What a login keeps for its refreshes: the user name as it was typed.
final class RefreshState {
    private static final String USERNAME = "username=";

    private RefreshState() {}

    static Secret of(String username) {
        return Secret.of(USERNAME + username);
    }

    static String username(Identity identity) {
        var state = identity.refreshState();
        if (state == null || !state.reveal().startsWith(USERNAME)) {
            throw ConnectorException.invalidResponse("the refresh state of " + identity
                    + " was not made by an ldap connector: the end-user must log in again");
        }
        return state.reveal().substring(USERNAME.length());
    }
}
