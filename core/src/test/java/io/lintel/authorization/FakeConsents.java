package io.lintel.authorization;

import static java.util.stream.Collectors.groupingBy;

import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Scopes;
import io.lintel.oauth2.Subject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Consents in a map.
public final class FakeConsents implements Consents {

    private record Key(Subject user, ClientId client, Scope scope) {}

    private final Map<Key, Instant> given = new HashMap<>();

    @Override
    public synchronized void give(Subject user, ClientId client, Scopes scopes, Instant at) {
        scopes.values().forEach(scope -> given.put(new Key(user, client, scope), at));
    }

    @Override
    public synchronized Scopes given(Subject user, ClientId client, Instant since) {
        return new Scopes(keys(user, since)
                .filter(key -> key.client().equals(client))
                .map(Key::scope)
                .toList());
    }

    @Override
    public synchronized List<Given> of(Subject user, Instant since) {
        return keys(user, since).collect(groupingBy(Key::client)).entrySet().stream()
                .map(entry -> new Given(
                        entry.getKey(),
                        new Scopes(entry.getValue().stream().map(Key::scope).toList()),
                        entry.getValue().stream()
                                .map(given::get)
                                .max(Instant::compareTo)
                                .orElseThrow()))
                .toList();
    }

    @Override
    public synchronized void withdraw(Subject user, ClientId client) {
        given.keySet().removeIf(key -> key.user().equals(user) && key.client().equals(client));
    }

    @Override
    public synchronized int sweep(Instant givenBefore, int limit) {
        var old = given.entrySet().stream()
                .filter(entry -> entry.getValue().isBefore(givenBefore))
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
        old.forEach(given::remove);
        return old.size();
    }

    private Stream<Key> keys(Subject user, Instant since) {
        return given.entrySet().stream()
                .filter(entry -> !entry.getValue().isBefore(since))
                .map(Map.Entry::getKey)
                .filter(key -> key.user().equals(user));
    }
}
