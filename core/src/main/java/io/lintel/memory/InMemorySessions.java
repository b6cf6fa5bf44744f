package io.lintel.memory;

import io.lintel.oauth2.Subject;
import io.lintel.session.Session;
import io.lintel.session.SessionId;
import io.lintel.session.Sessions;
import io.lintel.storage.StorageUnavailableException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class InMemorySessions implements Sessions {

    private final int capacity;
    private final Map<SessionId, Session> known = new HashMap<>();

    InMemorySessions(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized void start(Session session) {
        if (known.size() >= capacity) {
            throw StorageUnavailableException.because("The in-memory store is full: it holds " + capacity
                    + " sessions. Configure a database under storage.");
        }
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
        var removed = 0;
        var each = known.values().iterator();
        while (removed < limit && each.hasNext()) {
            if (each.next().expiresAt().isBefore(expiredBefore)) {
                each.remove();
                removed++;
            }
        }
        return removed;
    }
}
