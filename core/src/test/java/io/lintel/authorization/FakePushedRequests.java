package io.lintel.authorization;

import io.lintel.oauth2.ClientId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

final class FakePushedRequests implements PushedRequests {

    private final Map<String, PushedRequest> waiting = new HashMap<>();

    @Override
    public synchronized boolean add(RequestUri uri, PushedRequest request, int most, Instant now) {
        var others = waiting.values().stream()
                .filter(other -> other.client().equals(request.client())
                        && other.expiresAt().isAfter(now))
                .count();
        if (others >= most) {
            return false;
        }
        waiting.put(uri.text(), request);
        return true;
    }

    @Override
    public synchronized Optional<PushedRequest> take(RequestUri uri, ClientId client) {
        var found = Optional.ofNullable(waiting.get(uri.text()))
                .filter(request -> request.client().equals(client));
        found.ifPresent(request -> waiting.remove(uri.text()));
        return found;
    }

    @Override
    public synchronized int sweep(Instant expiredBefore, int limit) {
        var expired = waiting.entrySet().stream()
                .filter(each -> each.getValue().expiresAt().isBefore(expiredBefore))
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
        expired.forEach(waiting::remove);
        return expired.size();
    }
}
