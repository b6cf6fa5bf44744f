package io.lintel.session;

import io.lintel.connector.Wanted;
import io.lintel.factor.FactorProof;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Subject;
import io.lintel.secret.Entropy;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Begins, uses and ends the sessions of browsers.
public final class BrowserSessions {

    /// How many sessions of one user are looked at.
    private static final int MOST_SESSIONS = 100;

    private static final int ATTEMPTS = 20;

    private final Sessions sessions;
    private final @Nullable SessionPolicy policy;
    private final Entropy entropy;
    private final Clock clock;

    /// @param policy null if there are no sessions: then nobody has one
    public BrowserSessions(Sessions sessions, @Nullable SessionPolicy policy, Entropy entropy, Clock clock) {
        this.sessions = sessions;
        this.policy = policy;
        this.entropy = entropy;
        this.clock = clock;
    }

    /// A session that a login has begun or renewed.
    ///
    /// @param key what the browser has to keep in place of what it had
    /// @param superseded the session of somebody else that the browser had before, which has ended
    public record Begun(
            Session session, SessionKey key, @Nullable Session superseded) {}

    public boolean areOn() {
        return policy != null;
    }

    /// The session that a browser shows the key of, if it has not expired.
    public Optional<Session> find(SessionKey key) {
        return policy == null ? Optional.empty() : findAlive(key.session()).filter(found -> found.opensWith(key));
    }

    /// A session that has not expired.
    public Optional<Session> findAlive(SessionId id) {
        return sessions.find(id).filter(found -> found.isAlive(clock.instant()));
    }

    /// Whether the session that a login belongs to has ended or expired.
    public boolean isOver(Authentication login) {
        var session = login.session();
        return areOn() && session != null && findAlive(session).isEmpty();
    }

    /// After a login: the session of the same user goes on under another secret, so that a key that was known
    /// before opens nothing; the session of another user ends.
    ///
    /// @param shown the key the browser had before
    /// @param wanted what the connector was asked for
    /// @param client the client the login was for
    /// @return empty if there are no sessions
    public Optional<Begun> loggedIn(
            @Nullable SessionKey shown, Authentication login, Set<Wanted> wanted, ClientId client, boolean remembered) {
        if (policy == null) {
            return Optional.empty();
        }
        var before = shown == null ? Optional.<Session>empty() : find(shown);
        var secret = entropy.secret();
        var now = clock.instant();
        var renewed = before.filter(session -> session.subject().equals(login.subject()))
                .map(session -> session.renewed(SecretHash.of(secret), login, wanted, remembered)
                        .used(client, false, now, policy.idleLifetime()))
                .filter(sessions::replace);
        if (renewed.isPresent()) {
            return renewed.map(session -> new Begun(session, new SessionKey(session.id(), secret), null));
        }
        var id = new SessionId(entropy.identifier());
        var session = new Session(
                id,
                SecretHash.of(secret),
                login.in(id),
                wanted,
                Map.of(client, new ClientEntry(login.at(), now, false)),
                remembered,
                now,
                now,
                now.plus(policy.idleLifetime()),
                now.plus(policy.absoluteLifetime()),
                0);
        sessions.start(session);
        var superseded = before.filter(old -> !old.subject().equals(login.subject()))
                .flatMap(old -> sessions.end(old.id()))
                .orElse(null);
        return Optional.of(new Begun(session, new SessionKey(id, secret), superseded));
    }

    /// Records that a session answers a client, which keeps it from idling.
    ///
    /// @param viaSso whether the client comes in by what another one shares with it
    /// @return empty if it has ended meanwhile
    /// @throws OAuth2Exception `temporarily_unavailable` if others change it all the time
    public Optional<Session> use(SessionId id, ClientId client, boolean viaSso) {
        if (policy == null) {
            return Optional.empty();
        }
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var found = findAlive(id);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            var next = found.get().used(client, viaSso, clock.instant(), policy.idleLifetime());
            if (sessions.replace(next)) {
                return Optional.of(next);
            }
        }
        throw OAuth2Exception.quietly(ErrorCode.TEMPORARILY_UNAVAILABLE, "session " + id + " changes too often");
    }

    /// Records that the user of a session has passed a second factor in it. Nothing is recorded in a session of
    /// somebody else, or in one that has ended.
    ///
    /// @throws OAuth2Exception `temporarily_unavailable` if others change it all the time
    public void passed(SessionId id, FactorProof proof) {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var found = findAlive(id).filter(session -> session.subject().equals(proof.subject()));
            if (found.isEmpty() || sessions.replace(found.get().passed(proof.passed()))) {
                return;
            }
        }
        throw OAuth2Exception.quietly(ErrorCode.TEMPORARILY_UNAVAILABLE, "session " + id + " changes too often");
    }

    /// Ends a session; answered with it once.
    public Optional<Session> end(SessionId id) {
        return sessions.end(id);
    }

    /// The sessions of a user that have not expired, the last started first.
    public List<Session> of(Subject user) {
        var now = clock.instant();
        return sessions.of(user, MOST_SESSIONS).stream()
                .filter(session -> session.isAlive(now))
                .toList();
    }
}
