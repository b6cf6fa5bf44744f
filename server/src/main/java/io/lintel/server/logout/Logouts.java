package io.lintel.server.logout;

import io.lintel.logout.EndedSession;
import io.lintel.logout.SessionEnding;
import io.lintel.server.audit.Audit;
import io.lintel.server.audit.AuditEvent;
import io.lintel.server.audit.AuditEvent.SessionEnd;
import io.lintel.session.Session;
import io.lintel.session.SessionId;
import java.util.Optional;

/// Ends sessions, whoever wants it, and has the clients told at once.
public final class Logouts {

    private final SessionEnding ending;
    private final LogoutSending sending;
    private final Audit audit;

    public Logouts(SessionEnding ending, LogoutSending sending, Audit audit) {
        this.ending = ending;
        this.sending = sending;
        this.audit = audit;
    }

    /// Ends a session for good, with what hangs on it. Clients are told afterwards; nobody waits for them.
    ///
    /// @return empty if it has ended before
    public Optional<EndedSession> end(SessionId id, SessionEnd why) {
        var ended = ending.end(id);
        sending.wake();
        ended.ifPresent(end -> record(end.session(), why));
        return ended;
    }

    /// Does the rest for a session that has ended because somebody else has logged in with the same browser.
    public void superseded(Session session) {
        ending.superseded(session);
        sending.wake();
        record(session, SessionEnd.SUPERSEDED);
    }

    private void record(Session session, SessionEnd why) {
        var login = session.authentication();
        audit.record(new AuditEvent.SessionEnded(
                session.id(), login.connector(), login.identity().userId(), why));
    }
}
