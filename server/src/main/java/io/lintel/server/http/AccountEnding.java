package io.lintel.server.http;

import io.lintel.authorization.ConsentMemory;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.Subject;
import io.lintel.server.audit.Audit;
import io.lintel.server.audit.AuditEvent;
import io.lintel.session.BrowserSessions;
import io.lintel.session.Session;
import io.lintel.session.SessionId;
import io.lintel.token.GrantRevocation;
import io.lintel.token.RefreshFamilies;
import io.lintel.token.RefreshFamilyId;
import jakarta.inject.Singleton;

/// Ends what is a user's own, and nothing of anybody else's.
@Singleton
final class AccountEnding {

    private final BrowserSignOn signOn;
    private final BrowserSessions sessions;
    private final RefreshFamilies families;
    private final GrantRevocation revocation;
    private final ConsentMemory consents;
    private final Audit audit;

    AccountEnding(
            BrowserSignOn signOn,
            BrowserSessions sessions,
            RefreshFamilies families,
            GrantRevocation revocation,
            ConsentMemory consents,
            Audit audit) {
        this.signOn = signOn;
        this.sessions = sessions;
        this.families = families;
        this.revocation = revocation;
        this.consents = consents;
        this.audit = audit;
    }

    /// @param session that of the browser that asks
    /// @return whether that session itself has ended
    boolean end(Session session, AccountTarget target) {
        var user = session.subject();
        switch (target.kind()) {
            case SESSION -> endSession(user, target.id());
            case TOKEN -> endTokens(user, target.id());
            case CONSENT -> withdraw(session, target.id());
        }
        return target.kind() == AccountTarget.Kind.SESSION
                && target.id().equals(session.id().value());
    }

    private void endSession(Subject user, String id) {
        sessions.findAlive(new SessionId(id))
                .filter(session -> session.subject().equals(user))
                .ifPresent(signOn::end);
    }

    /// The grant goes with its refresh tokens, so that access tokens open nothing here any more.
    private void endTokens(Subject user, String id) {
        families.find(new RefreshFamilyId(id))
                .filter(family -> family.authentication().subject().equals(user))
                .ifPresent(family -> revocation.revoke(family.grant()));
    }

    private void withdraw(Session session, String client) {
        consents.withdraw(session.subject(), new ClientId(client));
        audit.record(new AuditEvent.ConsentWithdrawn(
                new ClientId(client),
                session.authentication().connector(),
                session.authentication().identity().userId()));
    }
}
