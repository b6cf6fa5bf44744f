package io.lintel.memory;

import io.lintel.authorization.PushedRequest;
import io.lintel.authorization.PushedRequests;
import io.lintel.authorization.RequestUri;
import io.lintel.oauth2.ClientId;
import io.lintel.secret.Digest;
import io.lintel.storage.StorageUnavailableException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

final class InMemoryPushedRequests implements PushedRequests {

    private final int capacity;
    private final Map<ClientId, Map<String, PushedRequest>> waiting = new HashMap<>();

    InMemoryPushedRequests(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized boolean add(RequestUri uri, PushedRequest request, int most, Instant now) {
        if (waiting.values().stream().mapToInt(Map::size).sum() >= capacity) {
            throw StorageUnavailableException.because("The in-memory store is full: it holds " + capacity
                    + " pushed requests. Configure a database under storage.");
        }
        var ofClient = waiting.computeIfAbsent(request.client(), id -> new HashMap<>());
        var alive = ofClient.values().stream()
                .filter(other -> other.expiresAt().isAfter(now))
                .count();
        if (alive >= most) {
            return false;
        }
        ofClient.put(hash(uri), request);
        return true;
    }

    @Override
    public synchronized Optional<PushedRequest> take(RequestUri uri, ClientId client) {
        var ofClient = waiting.getOrDefault(client, Map.of());
        return ofClient.isEmpty() ? Optional.empty() : Optional.ofNullable(ofClient.remove(hash(uri)));
    }

    @Override
    public synchronized int sweep(Instant expiredBefore, int limit) {
        var removed = 0;
        for (var ofClient : waiting.values()) {
            var each = ofClient.values().iterator();
            while (removed < limit && each.hasNext()) {
                if (each.next().expiresAt().isBefore(expiredBefore)) {
                    each.remove();
                    removed++;
                }
            }
        }
        waiting.values().removeIf(Map::isEmpty);
        return removed;
    }

    private static String hash(RequestUri uri) {
        return HexFormat.of().formatHex(Digest.sha256(uri.value()));
    }
}
