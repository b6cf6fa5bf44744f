package io.lintel.token;

import io.lintel.client.Client;
import io.lintel.session.BrowserSessions;

/// Whether refresh tokens that die with the session they were given in are alive.
public final class SessionBinding {

    private final BrowserSessions sessions;

    public SessionBinding(BrowserSessions sessions) {
        this.sessions = sessions;
    }

    /// True of those that die with no session. Of those that do, one that was given in no session is dead.
    boolean holds(RefreshFamily family, Client client) {
        if (!sessions.areOn() || !client.sessions().endRefreshTokens()) {
            return true;
        }
        var session = family.authentication().session();
        return session != null
                && sessions.findAlive(session)
                        .filter(found ->
                                found.subject().equals(family.authentication().subject()))
                        .isPresent();
    }
}
