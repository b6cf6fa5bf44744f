package io.lintel.server.http;

import io.lintel.authorization.PendingAuthorization;
import io.lintel.factor.Authenticator;
import io.lintel.oauth2.Subject;

/// The second factor that a login of this browser waits for.
///
/// @param began as the browser remembers it, with the key of its links
/// @param parked as it is stored
record DueFactor(PendingAuthorization began, PendingAuthorization parked, Authenticator authenticator) {

    Subject subject() {
        return parked.requireLogin().subject();
    }
}
