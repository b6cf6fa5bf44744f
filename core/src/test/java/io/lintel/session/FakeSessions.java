package io.lintel.session;

import io.lintel.oauth2.Subject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sessions in a map, which can be told what somebody else does at a bad moment.
public final class FakeSessions implements Sessions {

    private final Map<SessionId, Session> known = new HashMap<>();
    private final Deque<Runnable> beforeReplacements = new ArrayDeque<>();

    /// Lets somebody else come first at the next replacement.
    public void beforeNextReplacement(Runnable somebodyElse) {
        beforeReplacements.add(somebodyElse);
    }

    @Override
    public synchronized void start(Session session) {
        if (known.putIfAbsent(session.id(), session) != null) {
            throw new IllegalStateException("session " + session.id() + " was started before");
        }
    }

    @Override
    public synchronized Optional<Session> find(SessionId id) {
        return Optional.ofNullable(known.get(id));
    }

    @Override
    public synchronized boolean replace(Session next) {
        var first = beforeReplacements.poll();
        if (first != null) {
            first.run();
        }
        var stored = known.get(next.id());
        if (stored == null || stored.generation() + 1 != next.generation()) {
            return false;
        }
        known.put(next.id(), next);
        return true;
    }

    @Override
    public synchronized Optional<Session> end(SessionId id) {
        return Optional.ofNullable(known.remove(id));
    }

    @Override
    public synchronized List<Session> of(Subject user, int limit) {
        return known.values().stream()
                .filter(session -> session.subject().equals(user))
                .sorted(Comparator.comparing(Session::createdAt).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized int sweep(Instant expiredBefore, int limit) {
        var old = known.values().stream()
                .filter(session -> session.expiresAt().isBefore(expiredBefore))
                .map(Session::id)
                .limit(limit)
                .toList();
        old.forEach(known::remove);
        return old.size();
    }

    /// How many there are.
    public synchronized int size() {
        return known.size();
    }
}
