package io.lintel.memory;

import io.lintel.factor.FactorHolder;
import io.lintel.factor.FactorHolders;
import io.lintel.oauth2.Subject;
import io.lintel.storage.StorageUnavailableException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

final class InMemoryFactorHolders implements FactorHolders {

    private final int capacity;
    private final Map<Subject, FactorHolder> holders = new HashMap<>();

    InMemoryFactorHolders(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized Optional<FactorHolder> find(Subject subject) {
        return Optional.ofNullable(holders.get(subject));
    }

    @Override
    public synchronized boolean replace(FactorHolder next) {
        var stored = holders.get(next.subject());
        if ((stored == null ? 0 : stored.generation()) + 1 != next.generation()) {
            return false;
        }
        if (stored == null && holders.size() >= capacity) {
            throw StorageUnavailableException.because("The in-memory store is full: it holds the second factors of "
                    + capacity + " end-users. Configure a database under storage.");
        }
        holders.put(next.subject(), next);
        return true;
    }

    @Override
    public synchronized void remove(Subject subject) {
        holders.remove(subject);
    }
}
