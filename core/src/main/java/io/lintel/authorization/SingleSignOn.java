package io.lintel.authorization;

import io.lintel.client.Client;
import io.lintel.client.Clients;
import io.lintel.client.SessionRules.Sharing;
import io.lintel.client.Subjects;
import io.lintel.connector.Wanted;
import io.lintel.oauth2.Prompt;
import io.lintel.session.Authentication;
import io.lintel.session.BrowserSessions;
import io.lintel.session.Session;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Decides whether the session of a browser answers a request, so that the end-user need not log in again.
///
/// It does for a client whose users have logged in for it in this session, and for one that another client, for
/// which they have, shares its logins with. A client that came in by sharing shares nothing on (SEC-D8), and is
/// let in again only while what let it in still holds.
public final class SingleSignOn {

    private final BrowserSessions sessions;
    private final Clients clients;
    private final Subjects subjects;
    private final Sharing otherwise;
    private final Clock clock;

    /// @param otherwise with whom clients share that do not say
    public SingleSignOn(BrowserSessions sessions, Clients clients, Subjects subjects, Sharing otherwise, Clock clock) {
        this.sessions = sessions;
        this.clients = clients;
        this.subjects = subjects;
        this.otherwise = otherwise;
        this.clock = clock;
    }

    /// The login that answers, once the session has taken note of it; empty if it may not answer, or has ended
    /// meanwhile.
    ///
    /// @param connector by which the end-user comes; open to the client
    Optional<Authentication> answer(
            Session session, Client client, ConnectorEntry connector, AuthorizationRequest request) {
        return mayAnswer(session, client, connector, request)
                ? sessions.use(session.id(), client.id(), !isDirect(session, client))
                        .map(Session::authentication)
                : Optional.empty();
    }

    /// Whether the session that a login belongs to has ended or expired.
    boolean isOver(Authentication login) {
        return sessions.isOver(login);
    }

    private boolean mayAnswer(Session session, Client client, ConnectorEntry connector, AuthorizationRequest request) {
        return session.isAlive(clock.instant())
                && session.authentication().connector().equals(connector.id())
                && !request.prompts(Prompt.LOGIN)
                && !request.prompts(Prompt.SELECT_ACCOUNT)
                && isHinted(session, client, request)
                && isFresh(session, request)
                && session.wanted().containsAll(needed(connector, request))
                && (isDirect(session, client) || isShared(session, client));
    }

    private boolean isHinted(Session session, Client client, AuthorizationRequest request) {
        var hinted = request.hinted();
        return hinted == null || subjects.isSub(hinted, client, session.subject());
    }

    /// The time counts at which this browser has seen the login (OpenID Connect Core, section 3.1.2.1); `max_age=0`
    /// is as `prompt=login`.
    private boolean isFresh(Session session, AuthorizationRequest request) {
        var maxAge = request.maxAge();
        return maxAge == null
                || (maxAge.isPositive()
                        && Duration.between(session.authentication().at(), clock.instant())
                                        .compareTo(maxAge)
                                <= 0);
    }

    /// What the connector must have been asked for at the login, so that the client lacks nothing.
    private static Set<Wanted> needed(ConnectorEntry connector, AuthorizationRequest request) {
        var needed = EnumSet.noneOf(Wanted.class);
        needed.addAll(request.wanted());
        needed.remove(Wanted.FRESH_LOGIN);
        if (!connector.offersOfflineAccess()) {
            needed.remove(Wanted.OFFLINE_ACCESS);
        }
        return needed;
    }

    private static boolean isDirect(Session session, Client client) {
        var entry = session.clients().get(client.id());
        return entry != null && !entry.viaSso();
    }

    /// A client that is registered no more shares nothing.
    private boolean isShared(Session session, Client client) {
        return session.clients().entrySet().stream()
                .filter(entry -> !entry.getValue().viaSso())
                .flatMap(entry -> clients.find(entry.getKey()).stream())
                .anyMatch(source -> source.sessions().sharing().reaches(client.id(), otherwise));
    }
}
