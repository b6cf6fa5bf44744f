package io.lintel.device;

import io.lintel.authorization.ApprovedDevice;
import io.lintel.authorization.DeviceRequestId;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.UserCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Devices in a list.
public final class FakeDeviceRequests implements DeviceRequests {

    private final List<Waiting> all = new ArrayList<>();

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
        if (all.stream()
                .anyMatch(other -> other.userCode.equals(userCode)
                        || other.deviceCode.equals(deviceCode)
                        || other.request.id().equals(request.id()))) {
            return Start.CODE_IN_USE;
        }
        all.add(new Waiting(request, deviceCode, userCode, interval));
        return Start.STARTED;
    }

    private long waiting(Instant now, @Nullable ClientId client) {
        return all.stream()
                .filter(each -> each.isUnanswered(now))
                .filter(each -> client == null || each.request.client().equals(client))
                .count();
    }

    @Override
    public synchronized Optional<DeviceRequest> findUnanswered(UserCode userCode, Instant now) {
        return first(each -> each.userCode.equals(userCode) && each.isUnanswered(now))
                .map(each -> each.request);
    }

    @Override
    public synchronized Optional<DeviceRequest> findUnanswered(DeviceRequestId id, Instant now) {
        return first(each -> each.request.id().equals(id) && each.isUnanswered(now))
                .map(each -> each.request);
    }

    @Override
    public synchronized Optional<DeviceRequest> find(DeviceCode deviceCode) {
        return first(each -> each.deviceCode.equals(deviceCode)).map(each -> each.request);
    }

    @Override
    public synchronized boolean approve(DeviceRequestId id, ApprovedDevice approved) {
        return first(each -> each.request.id().equals(id) && each.answer == null)
                .map(each -> each.answer = new Poll.First(approved))
                .isPresent();
    }

    @Override
    public synchronized boolean deny(DeviceRequestId id) {
        return first(each -> each.request.id().equals(id) && each.answer == null)
                .map(each -> each.answer = new Poll.Denied())
                .isPresent();
    }

    @Override
    public synchronized Poll poll(DeviceCode deviceCode, Instant now) {
        return first(each -> each.deviceCode.equals(deviceCode))
                .map(each -> each.poll(now))
                .orElseGet(Poll.Unknown::new);
    }

    @Override
    public synchronized int sweep(Instant expiredBefore, int limit) {
        var old = all.stream()
                .filter(each -> each.request.expiresAt().isBefore(expiredBefore))
                .limit(limit)
                .toList();
        all.removeAll(old);
        return old.size();
    }

    /// The approvals that nobody has fetched.
    public synchronized List<ApprovedDevice> approved() {
        return all.stream()
                .map(each -> each.answer)
                .filter(Poll.First.class::isInstance)
                .map(answer -> ((Poll.First) answer).approved())
                .toList();
    }

    /// How many there are, whatever became of them.
    public synchronized int size() {
        return all.size();
    }

    private Optional<Waiting> first(Predicate<Waiting> which) {
        return all.stream().filter(which).findFirst();
    }

    private static final class Waiting {

        private final DeviceRequest request;
        private final DeviceCode deviceCode;
        private final UserCode userCode;
        private Duration interval;
        private @Nullable Instant polledAt;
        private @Nullable Poll answer;

        private Waiting(DeviceRequest request, DeviceCode deviceCode, UserCode userCode, Duration interval) {
            this.request = request;
            this.deviceCode = deviceCode;
            this.userCode = userCode;
            this.interval = interval;
        }

        private boolean isUnanswered(Instant now) {
            return answer == null && request.expiresAt().isAfter(now);
        }

        private Poll poll(Instant now) {
            if (answer != null) {
                var told = answer;
                if (told instanceof Poll.First first) {
                    answer = new Poll.Again(first.approved().grant(), now);
                }
                return told;
            }
            var isTooSoon = polledAt != null && now.isBefore(polledAt.plus(interval));
            polledAt = now;
            if (isTooSoon) {
                interval = interval.plus(SLOWER);
            }
            return isTooSoon ? new Poll.TooSoon() : new Poll.Pending();
        }
    }
}
