package io.lintel.memory;

import io.lintel.authorization.ParkedAuthorizations;
import io.lintel.authorization.PendingAuthorization;
import io.lintel.connector.LoginId;
import io.lintel.storage.StorageUnavailableException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class InMemoryParkedAuthorizations implements ParkedAuthorizations {

    private final int capacity;
    private final Map<LoginId, Place> places = new HashMap<>();

    InMemoryParkedAuthorizations(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized boolean park(PendingAuthorization authorization) {
        if (places.size() >= capacity) {
            throw StorageUnavailableException.because("The in-memory store is full: it holds " + capacity
                    + " logins whose end-user is being asked for something. Configure a database under storage.");
        }
        var place = new Place(authorization.expiresAt(), authorization);
        return places.putIfAbsent(authorization.id(), place) == null;
    }

    @Override
    public synchronized Optional<PendingAuthorization> find(LoginId id) {
        return Optional.ofNullable(places.get(id)).map(Place::authorization);
    }

    @Override
    public synchronized boolean pass(PendingAuthorization next) {
        var stored = find(next.id());
        if (stored.isEmpty() || stored.get().factorsPassed() + 1 != next.factorsPassed()) {
            return false;
        }
        places.put(next.id(), new Place(next.expiresAt(), next));
        return true;
    }

    @Override
    public synchronized Optional<PendingAuthorization> take(LoginId id) {
        var taken = find(id);
        taken.ifPresent(authorization -> places.put(id, new Place(authorization.expiresAt(), null)));
        return taken;
    }

    @Override
    public synchronized int sweep(Instant expiredBefore, int limit) {
        var removed = 0;
        var each = places.values().iterator();
        while (removed < limit && each.hasNext()) {
            if (each.next().expiresAt().isBefore(expiredBefore)) {
                each.remove();
                removed++;
            }
        }
        return removed;
    }

    /// @param authorization none once it was taken
    private record Place(Instant expiresAt, @Nullable PendingAuthorization authorization) {}
}
