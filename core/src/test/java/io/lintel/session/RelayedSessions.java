package io.lintel.session;

import io.lintel.oauth2.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Sessions to whom something may happen on the way to the store.
public class RelayedSessions implements Sessions {

    private final Sessions behind;

    public RelayedSessions(Sessions behind) {
        this.behind = behind;
    }

    @Override
    public void start(Session session) {
        behind.start(session);
    }

    @Override
    public Optional<Session> find(SessionId id) {
        return behind.find(id);
    }

    @Override
    public boolean replace(Session next) {
        return behind.replace(next);
    }

    @Override
    public Optional<Session> end(SessionId id) {
        return behind.end(id);
    }

    @Override
    public List<Session> of(Subject user, int limit) {
        return behind.of(user, limit);
    }

    @Override
    public int sweep(Instant expiredBefore, int limit) {
        return behind.sweep(expiredBefore, limit);
    }
}
