package io.lintel.signing;

import io.lintel.secret.Entropy;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Decides when a new key is made, and what becomes of the old ones. Each algorithm has keys of its own, which follow
/// one another.
///
/// - The first keys are active at once: nobody can have fetched a key set before there was one.
/// - Every other key is published at least [KeySchedule#announcement()] before its first use, also the first of an
///   algorithm that is wanted later.
/// - A retired key stays published until the last token it signed has expired and the key set has been fetched
///   anew.
/// - There is at most one announced key of an algorithm. While there is one, nothing is due, however the clock
///   jumps: a clock that goes ahead makes one key, a clock that goes back makes none.
/// - The key of an algorithm that is not wanted any more retires when its time is over and every wanted algorithm has
///   an active key. A replica that still wants it has made its successor long before, so that replicas that disagree
///   do not make and retire keys in turns.
///
/// Any number of replicas may do this at once: all but one lose against [SigningKeys#replace].
public final class KeyRotation {

    private final SigningKeys store;
    private final KeyPairs keyPairs;
    private final KeySchedule schedule;
    private final SigningAlgorithms algorithms;
    private final Entropy entropy;
    private final Clock clock;

    public KeyRotation(
            SigningKeys store,
            KeyPairs keyPairs,
            KeySchedule schedule,
            SigningAlgorithms algorithms,
            Entropy entropy,
            Clock clock) {
        this.store = store;
        this.keyPairs = keyPairs;
        this.schedule = schedule;
        this.algorithms = algorithms;
        this.entropy = entropy;
        this.clock = clock;
    }

    /// The algorithms whose keys are made.
    public SigningAlgorithms algorithms() {
        return algorithms;
    }

    /// Makes the next keys if it is time, and answers the ring as it is stored then.
    public KeyRing rotateIfDue() {
        var ring = store.load();
        for (var next = turned(ring, now()); !next.equals(ring.keys()); next = turned(ring, now())) {
            var replacement = ring.next(next);
            ring = store.replace(ring, replacement) ? replacement : store.load();
        }
        return ring;
    }

    /// The keys as they should be now; the same if nothing is due.
    private List<SigningKey> turned(KeyRing ring, Instant now) {
        if (ring.keys().isEmpty()) {
            return algorithms.all().stream()
                    .map(algorithm -> newKey(algorithm, now, now))
                    .toList();
        }
        var keys = ring.keys();
        for (var algorithm : algorithms.all()) {
            keys = withKeyOf(algorithm, keys, now);
        }
        return withoutUnwanted(keys, now);
    }

    private List<SigningKey> withKeyOf(SigningAlgorithm algorithm, List<SigningKey> keys, Instant now) {
        var announced = now.plus(schedule.announcement());
        var newest = findNewest(algorithm, keys);
        if (newest.isEmpty()) {
            return inOrder(Stream.concat(keys.stream(), Stream.of(newKey(algorithm, now, announced))));
        }
        var current = newest.get();
        // Never before the newest is active: a lead is no longer than a period.
        if (now.isBefore(current.activeFrom().plus(schedule.period()).minus(schedule.lead()))) {
            return keys;
        }
        var activeFrom = later(current.activeFrom().plus(schedule.period()), announced);
        var expiresAt = later(current.expiresAt(), activeFrom.plus(schedule.retention()));
        var others = keys.stream()
                .filter(key -> !key.equals(current))
                .flatMap(key -> asOf(current.activeFrom(), key).stream());
        return inOrder(Stream.concat(
                others, Stream.of(current.retire(activeFrom, expiresAt), newKey(algorithm, now, activeFrom))));
    }

    /// What is left of a key. What has expired is measured against a key in use and not against the clock: a clock
    /// that is ahead for a while would otherwise remove keys whose tokens are alive.
    private static Optional<SigningKey> asOf(Instant time, SigningKey key) {
        if (!key.isPublished(time)) {
            return Optional.empty();
        }
        return Optional.of(key.isRetired(time) ? key.withoutPrivateKey() : key);
    }

    private List<SigningKey> withoutUnwanted(List<SigningKey> keys, Instant now) {
        var isReady = algorithms.all().stream().allMatch(algorithm -> findNewest(algorithm, keys)
                .filter(key -> !key.activeFrom().isAfter(now))
                .isPresent());
        if (!isReady) {
            return keys;
        }
        return keys.stream()
                .map(key -> isUnwanted(key, now)
                        ? key.retire(now, later(key.expiresAt(), now.plus(schedule.retention())))
                        : key)
                .toList();
    }

    private boolean isUnwanted(SigningKey key, Instant now) {
        return key.retiredAt() == null
                && !algorithms.all().contains(key.algorithm())
                && !now.isBefore(key.activeFrom().plus(schedule.period()));
    }

    /// The key of an algorithm that has no successor.
    private static Optional<SigningKey> findNewest(SigningAlgorithm algorithm, List<SigningKey> keys) {
        return keys.reversed().stream()
                .filter(key -> key.algorithm() == algorithm && key.retiredAt() == null)
                .findFirst();
    }

    private static List<SigningKey> inOrder(Stream<SigningKey> keys) {
        return keys.sorted(Comparator.comparing(SigningKey::activeFrom)).toList();
    }

    private SigningKey newKey(SigningAlgorithm algorithm, Instant now, Instant activeFrom) {
        var id = KeyId.random(entropy);
        var pair = keyPairs.create(id, algorithm);
        var expiresAt = activeFrom.plus(schedule.period()).plus(schedule.retention());
        return new SigningKey(id, algorithm, pair.publicKey(), pair.privateKey(), now, activeFrom, null, expiresAt);
    }

    /// Whole milliseconds, which every store can hold.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
