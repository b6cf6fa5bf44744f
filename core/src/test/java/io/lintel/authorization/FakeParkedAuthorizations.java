package io.lintel.authorization;

import io.lintel.connector.LoginId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Parked authorizations in a map.
public final class FakeParkedAuthorizations implements ParkedAuthorizations {

    private final Map<LoginId, PendingAuthorization> known = new HashMap<>();
    private final Set<LoginId> taken = new HashSet<>();

    @Override
    public synchronized boolean park(PendingAuthorization authorization) {
        return known.putIfAbsent(authorization.id(), authorization) == null;
    }

    @Override
    public synchronized Optional<PendingAuthorization> find(LoginId id) {
        return taken.contains(id) ? Optional.empty() : Optional.ofNullable(known.get(id));
    }

    @Override
    public synchronized boolean pass(PendingAuthorization next) {
        var stored = find(next.id());
        if (stored.isEmpty() || stored.get().factorsPassed() + 1 != next.factorsPassed()) {
            return false;
        }
        known.put(next.id(), next);
        return true;
    }

    @Override
    public synchronized Optional<PendingAuthorization> take(LoginId id) {
        var found = find(id);
        found.ifPresent(authorization -> taken.add(id));
        return found;
    }

    @Override
    public synchronized int sweep(Instant expiredBefore, int limit) {
        var old = known.values().stream()
                .filter(each -> each.expiresAt().isBefore(expiredBefore))
                .map(PendingAuthorization::id)
                .limit(limit)
                .toList();
        old.forEach(known::remove);
        old.forEach(taken::remove);
        return old.size();
    }

    /// How many were ever parked and not swept.
    public synchronized int size() {
        return known.size();
    }
}
