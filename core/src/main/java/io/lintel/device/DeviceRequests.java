package io.lintel.device;

import io.lintel.authorization.ApprovedDevice;
import io.lintel.authorization.DeviceDecisions;
import io.lintel.authorization.DeviceRequestId;
import io.lintel.authorization.GrantId;
import io.lintel.oauth2.UserCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Where devices wait for an answer. Device codes are stored hashed, and user codes as MACs: they are too short for
/// a hash.
public interface DeviceRequests extends DeviceDecisions {

    /// By how much each poll that comes too early makes the interval longer (RFC 8628, section 3.5).
    Duration SLOWER = Duration.ofSeconds(5);

    /// How many requests may wait for an answer at once, expired ones not counted. Whoever starts at the very
    /// same moment as others may come through beyond that.
    record Capacity(int ofClient, int inAll) {}

    /// What became of a request to start.
    enum Start {
        STARTED,
        /// Nothing is stored: there is a request with one of the codes.
        CODE_IN_USE,
        /// Nothing is stored: too many wait.
        FULL
    }

    /// @param interval how long the device is to wait between two polls
    Start start(
            DeviceRequest request,
            DeviceCode deviceCode,
            UserCode userCode,
            Duration interval,
            Capacity capacity,
            Instant now);

    /// The request with that user code, if it is unanswered and has not expired.
    Optional<DeviceRequest> findUnanswered(UserCode userCode, Instant now);

    /// The same by its id.
    Optional<DeviceRequest> findUnanswered(DeviceRequestId id, Instant now);

    /// What a device code is bound to, whatever became of the request.
    Optional<DeviceRequest> find(DeviceCode deviceCode);

    /// Asks for the answer, and takes an approval out. Of any number of concurrent callers, on any number of
    /// replicas, exactly one is answered [Poll.First]. Polls of an unanswered request are counted: one that comes
    /// before the interval is over makes it longer, on all replicas and for good.
    Poll poll(DeviceCode deviceCode, Instant now);

    /// Removes at most `limit` requests that expired before `expiredBefore`, whatever became of them.
    ///
    /// @return how many were removed
    int sweep(Instant expiredBefore, int limit);

    /// The answer to [#poll].
    sealed interface Poll {
        /// The end-user has not answered.
        record Pending() implements Poll {}

        /// The end-user has not answered, and the device asks too often.
        record TooSoon() implements Poll {}

        /// The end-user said no.
        record Denied() implements Poll {}

        /// The end-user said yes, and the caller is the first to hear it.
        record First(ApprovedDevice approved) implements Poll {}

        /// Somebody has fetched the answer before.
        ///
        /// @param grant names what it gave
        record Again(GrantId grant, Instant fetchedAt) implements Poll {}

        /// There is no such code, or it was swept.
        record Unknown() implements Poll {}
    }
}
