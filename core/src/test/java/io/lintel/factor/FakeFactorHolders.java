package io.lintel.factor;

import io.lintel.oauth2.Subject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Holders in a map.
public final class FakeFactorHolders implements FactorHolders {

    private final Map<Subject, FactorHolder> holders = new HashMap<>();

    @Override
    public synchronized Optional<FactorHolder> find(Subject subject) {
        return Optional.ofNullable(holders.get(subject));
    }

    @Override
    public synchronized boolean replace(FactorHolder next) {
        var generation = find(next.subject()).map(FactorHolder::generation).orElse(0L);
        if (generation + 1 != next.generation()) {
            return false;
        }
        holders.put(next.subject(), next);
        return true;
    }

    @Override
    public synchronized void remove(Subject subject) {
        holders.remove(subject);
    }
}
