package io.lintel.server.http;

import io.lintel.oauth2.ClientId;
import io.lintel.server.audit.Audit;
import io.lintel.server.audit.AuditEvent;
import io.lintel.server.browser.SessionCookie;
import io.lintel.session.Authentication;
import io.lintel.session.BrowserSessions;
import io.lintel.session.BrowserSessions.Begun;
import io.lintel.session.Session;
import io.lintel.session.SessionKey;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The session of a browser, between the cookie it shows and what is stored.
@Singleton
final class BrowserSignOn {

    private final BrowserSessions sessions;
    private final SessionCookie cookie;
    private final Audit audit;

    BrowserSignOn(BrowserSessions sessions, SessionCookie cookie, Audit audit) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.audit = audit;
    }

    boolean isThere() {
        return sessions.areOn();
    }

    /// The session whose key the browser shows, if it has not expired.
    Optional<Session> find(BrowserRequest request) {
        return findKey(request).flatMap(sessions::find);
    }

    /// The key the browser shows, whether it opens anything or not.
    Optional<SessionKey> findKey(BrowserRequest request) {
        return sessions.areOn() ? cookie.find(request.cookies()) : Optional.empty();
    }

    /// Begins a session after a login, or renews the one there is; empty if there are no sessions.
    Optional<Begun> begin(BrowserRequest request, Authentication login, FinishedLogin finished, ClientId client) {
        var shown = findKey(request).orElse(null);
        var begun = sessions.loggedIn(shown, login, finished.wanted(), client, finished.remembered());
        begun.ifPresent(session -> {
            audit.record(new AuditEvent.SessionBegan(
                    session.session().id(), login.connector(), login.identity().userId()));
            var superseded = session.superseded();
            if (superseded != null) {
                ended(superseded, AuditEvent.SessionEnd.SUPERSEDED);
            }
        });
        return begun;
    }

    /// Ends a session; empty if it had ended before.
    Optional<Session> end(Session session) {
        var ended = sessions.end(session.id());
        ended.ifPresent(gone -> ended(gone, AuditEvent.SessionEnd.BY_USER));
        return ended;
    }

    private void ended(Session session, AuditEvent.SessionEnd why) {
        audit.record(new AuditEvent.SessionEnded(
                session.id(),
                session.authentication().connector(),
                session.authentication().identity().userId(),
                why));
    }

    /// Makes the browser keep the key of a session.
    <T> MutableHttpResponse<T> keep(MutableHttpResponse<T> response, Begun begun) {
        response.getHeaders()
                .add(
                        HttpHeaders.SET_COOKIE,
                        cookie.keep(begun.key(), begun.session().remembered()));
        return response;
    }

    <T> MutableHttpResponse<T> forget(MutableHttpResponse<T> response) {
        response.getHeaders().add(HttpHeaders.SET_COOKIE, cookie.forget());
        return response;
    }

    /// Makes a browser forget a key of a session that is no more. One whose secret has changed meanwhile stays: the
    /// browser has just been given the new one, or nobody has.
    <T> MutableHttpResponse<T> forgetStale(BrowserRequest request, MutableHttpResponse<T> response) {
        return sessions.areOn()
                        && cookie.isIn(request.cookies())
                        && findKey(request)
                                .flatMap(key -> sessions.findAlive(key.session()))
                                .isEmpty()
                ? forget(response)
                : response;
    }
}
