package io.lintel.server.http;

import io.lintel.connector.Identity;

/// What pages call a person: a name rather than an id, as far as one is known.
final class ShownName {

    private ShownName() {}

    static String of(Identity identity) {
        var email = identity.email();
        var username = identity.username();
        var preferred = identity.preferredUsername();
        if (username != null && !username.isBlank()) {
            return username;
        }
        if (preferred != null && !preferred.isBlank()) {
            return preferred;
        }
        return email == null ? identity.userId() : email.address();
    }
}
