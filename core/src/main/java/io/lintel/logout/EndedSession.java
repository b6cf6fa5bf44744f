package io.lintel.logout;

import io.lintel.session.Session;
import java.net.URI;
import java.util.List;

/// A session that has ended for good.
///
/// @param session as it was at the end
/// @param frames what the browser has to load, so that clients hear of it (OpenID Connect Front-Channel Logout)
public record EndedSession(Session session, List<URI> frames) {

    public EndedSession {
        frames = List.copyOf(frames);
    }
}
