package io.lintel.memory;

import io.lintel.authorization.ApprovedDevice;
import io.lintel.authorization.DeviceRequestId;
import io.lintel.device.DeviceCode;
import io.lintel.device.DeviceRequest;
import io.lintel.device.DeviceRequests;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.UserCode;
import io.lintel.token.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The capacity given to [#start] bounds it.
final class InMemoryDeviceRequests implements DeviceRequests {

    private final Map<TokenHash, Entry> entries = new HashMap<>();
    private final Map<DeviceRequestId, TokenHash> byId = new HashMap<>();
    private final Map<TokenHash, TokenHash> byUserCode = new HashMap<>();

    @Override
    public synchronized Start start(
            DeviceRequest request,
            DeviceCode deviceCode,
            UserCode userCode,
            Duration interval,
            Capacity capacity,
            Instant now) {
        if (waiting(now, null) >= capacity.inAll() || waiting(now, request.client()) >= capacity.ofClient()) {
            return Start.FULL;
        }
        var device = TokenHash.of(deviceCode.value());
        var user = TokenHash.of(userCode.value());
        if (entries.containsKey(device) || byUserCode.containsKey(user) || byId.containsKey(request.id())) {
            return Start.CODE_IN_USE;
        }
        entries.put(device, new Entry(request, user, interval, null, null));
        byUserCode.put(user, device);
        byId.put(request.id(), device);
        return Start.STARTED;
    }

    private long waiting(Instant now, @Nullable ClientId client) {
        return entries.values().stream()
                .filter(entry -> entry.answer() == null)
                .map(Entry::request)
                .filter(request -> client == null || request.client().equals(client))
                .filter(request -> request.expiresAt().isAfter(now))
                .count();
    }

    @Override
    public synchronized Optional<DeviceRequest> findUnanswered(UserCode userCode, Instant now) {
        return unanswered(byUserCode.get(TokenHash.of(userCode.value())), now);
    }

    @Override
    public synchronized Optional<DeviceRequest> findUnanswered(DeviceRequestId id, Instant now) {
        return unanswered(byId.get(id), now);
    }

    private Optional<DeviceRequest> unanswered(@Nullable TokenHash device, Instant now) {
        return Optional.ofNullable(device)
                .map(entries::get)
                .filter(entry -> entry.answer() == null)
                .map(Entry::request)
                .filter(request -> request.expiresAt().isAfter(now));
    }

    @Override
    public synchronized Optional<DeviceRequest> find(DeviceCode deviceCode) {
        return Optional.ofNullable(entries.get(TokenHash.of(deviceCode.value())))
                .map(Entry::request);
    }

    @Override
    public synchronized boolean approve(DeviceRequestId request, ApprovedDevice approved) {
        return answer(request, new Poll.First(approved));
    }

    @Override
    public synchronized boolean deny(DeviceRequestId request) {
        return answer(request, new Poll.Denied());
    }

    private boolean answer(DeviceRequestId request, Poll answer) {
        var device = byId.get(request);
        var entry = device == null ? null : entries.get(device);
        if (device == null || entry == null || entry.answer() != null) {
            return false;
        }
        entries.put(device, entry.answered(answer));
        return true;
    }

    @Override
    public synchronized Poll poll(DeviceCode deviceCode, Instant now) {
        var device = TokenHash.of(deviceCode.value());
        var entry = entries.get(device);
        if (entry == null) {
            return new Poll.Unknown();
        }
        var answer = entry.answer();
        if (answer == null) {
            var tooSoon = entry.isTooSoon(now);
            entries.put(device, entry.polled(now, tooSoon));
            return tooSoon ? new Poll.TooSoon() : new Poll.Pending();
        }
        if (answer instanceof Poll.First first) {
            entries.put(device, entry.answered(new Poll.Again(first.approved().grant(), now)));
        }
        return answer;
    }

    @Override
    public synchronized int sweep(Instant expiredBefore, int limit) {
        var removed = 0;
        var each = entries.values().iterator();
        while (removed < limit && each.hasNext()) {
            var entry = each.next();
            if (entry.request().expiresAt().isBefore(expiredBefore)) {
                each.remove();
                byUserCode.remove(entry.userCode());
                byId.remove(entry.request().id());
                removed++;
            }
        }
        return removed;
    }

    /// @param polledAt none before the first poll
    /// @param answer what the next poll is told; none before the end-user has answered
    private record Entry(
            DeviceRequest request,
            TokenHash userCode,
            Duration interval,
            @Nullable Instant polledAt,
            @Nullable Poll answer) {

        boolean isTooSoon(Instant now) {
            return polledAt != null && now.isBefore(polledAt.plus(interval));
        }

        Entry polled(Instant now, boolean tooSoon) {
            return new Entry(request, userCode, tooSoon ? interval.plus(SLOWER) : interval, now, answer);
        }

        Entry answered(Poll next) {
            return new Entry(request, userCode, interval, polledAt, next);
        }
    }
}
