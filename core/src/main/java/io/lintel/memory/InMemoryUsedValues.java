package io.lintel.memory;

import io.lintel.authorization.UsedValues;
import io.lintel.storage.StorageUnavailableException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

final class InMemoryUsedValues implements UsedValues {

    private final int capacity;
    private final Map<String, Instant> untilByHash = new HashMap<>();

    InMemoryUsedValues(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized boolean claim(byte[] hash, Instant until) {
        var key = HexFormat.of().formatHex(hash);
        if (untilByHash.containsKey(key)) {
            return false;
        }
        if (untilByHash.size() >= capacity) {
            throw StorageUnavailableException.because("The in-memory store is full: it holds " + capacity
                    + " values that have been used. Configure a database under storage.");
        }
        untilByHash.put(key, until);
        return true;
    }

    @Override
    public synchronized int sweep(Instant expiredBefore, int limit) {
        var removed = 0;
        var each = untilByHash.values().iterator();
        while (removed < limit && each.hasNext()) {
            if (each.next().isBefore(expiredBefore)) {
                each.remove();
                removed++;
            }
        }
        return removed;
    }
}
