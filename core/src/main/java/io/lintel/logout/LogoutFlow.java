package io.lintel.logout;

import io.lintel.client.Subjects;
import io.lintel.session.Session;
import org.jspecify.annotations.Nullable;

/// Decides what comes next, and nobody else does.
public final class LogoutFlow {

    private final Subjects subjects;

    public LogoutFlow(Subjects subjects) {
        this.subjects = subjects;
    }

    /// The step after the request. A link on any site can send a browser here: without a hint that means the
    /// session of this very browser, its user is asked (RP-Initiated Logout, section 2).
    ///
    /// @param session the one of the browser
    public LogoutStep start(LogoutRequest request, @Nullable Session session) {
        if (session == null) {
            return new LogoutStep.Finish();
        }
        return request.means(session, subjects) ? new LogoutStep.End(session) : new LogoutStep.Ask(session);
    }
}
