package io.lintel.memory;

import io.lintel.authorization.Consents;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Scopes;
import io.lintel.oauth2.Subject;
import io.lintel.storage.StorageUnavailableException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts scopes: each that one user has let one client have.
final class InMemoryConsents implements Consents {

    private final int capacity;
    private final Map<Subject, Map<ClientId, Map<Scope, Instant>>> given = new HashMap<>();
    private int size;

    InMemoryConsents(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized void give(Subject user, ClientId client, Scopes scopes, Instant at) {
        var before = given.getOrDefault(user, Map.of()).getOrDefault(client, Map.of());
        var added = (int) scopes.values().stream()
                .filter(scope -> !before.containsKey(scope))
                .count();
        if (size + added > capacity) {
            throw StorageUnavailableException.because("The in-memory store is full: it holds " + capacity
                    + " consents. Configure a database under storage.");
        }
        var all = given.computeIfAbsent(user, _ -> new LinkedHashMap<>())
                .computeIfAbsent(client, _ -> new LinkedHashMap<>());
        scopes.values().forEach(scope -> all.put(scope, at));
        size += added;
    }

    @Override
    public synchronized Scopes given(Subject user, ClientId client, Instant since) {
        return scopes(given.getOrDefault(user, Map.of()).getOrDefault(client, Map.of()), since);
    }

    @Override
    public synchronized List<Given> of(Subject user, Instant since) {
        return given.getOrDefault(user, Map.of()).entrySet().stream()
                .filter(entry -> !scopes(entry.getValue(), since).values().isEmpty())
                .map(entry -> new Given(
                        entry.getKey(),
                        scopes(entry.getValue(), since),
                        entry.getValue().values().stream()
                                .max(Instant::compareTo)
                                .orElseThrow()))
                .toList();
    }

    @Override
    public synchronized void withdraw(Subject user, ClientId client) {
        var withdrawn = given.getOrDefault(user, Map.of()).get(client);
        if (withdrawn != null) {
            size -= withdrawn.size();
            withdrawn.clear();
            forgetWhatIsEmpty();
        }
    }

    @Override
    public synchronized int sweep(Instant givenBefore, int limit) {
        var removed = 0;
        for (var clients : given.values()) {
            for (var scopes : clients.values()) {
                var each = scopes.values().iterator();
                while (removed < limit && each.hasNext()) {
                    if (each.next().isBefore(givenBefore)) {
                        each.remove();
                        removed++;
                    }
                }
            }
        }
        size -= removed;
        forgetWhatIsEmpty();
        return removed;
    }

    private void forgetWhatIsEmpty() {
        given.values().forEach(clients -> clients.values().removeIf(Map::isEmpty));
        given.values().removeIf(Map::isEmpty);
    }

    private static Scopes scopes(Map<Scope, Instant> given, Instant since) {
        return new Scopes(given.entrySet().stream()
                .filter(entry -> !entry.getValue().isBefore(since))
                .map(Map.Entry::getKey)
                .toList());
    }
}
