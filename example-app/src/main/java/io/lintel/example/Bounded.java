package io.lintel.example;

import java.util.LinkedHashMap;
import java.util.Optional;

/// What is remembered for browsers, in memory: the newest thousand entries. Safe for use by several threads.
final class Bounded<T> {

    private static final int MAXIMUM = 1000;

    private final LinkedHashMap<String, T> entries = new LinkedHashMap<>();

    synchronized void put(String key, T value) {
        entries.remove(key);
        entries.put(key, value);
        if (entries.size() > MAXIMUM) {
            entries.pollFirstEntry();
        }
    }

    synchronized Optional<T> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    synchronized Optional<T> take(String key) {
        return Optional.ofNullable(entries.remove(key));
    }
}
