package io.lintel.signing;

import io.lintel.secret.Entropy;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Decides when a new key is made, and what becomes of the old ones.
///
/// - The first key is active at once: nobody can have fetched a key set before there was one.
/// - Every other key is published at least [KeySchedule#announcement()] before its first use.
/// - A retired key stays published until the last token it signed has expired and the key set has been fetched
///   anew.
/// - There is at most one announced key. While there is one, nothing is due, however the clock jumps: a clock
///   that goes ahead makes one key, a clock that goes back makes none.
/// - Another configured algorithm makes the next key of that algorithm, as soon as the newest has been active
///   for [KeySchedule#announcement()]. Replicas that disagree about the algorithm thus change keys at that pace
///   at most.
///
/// Any number of replicas may do this at once: all but one lose against [SigningKeys#replace].
public final class KeyRotation {

    private final SigningKeys store;
    private final KeyPairs keyPairs;
    private final KeySchedule schedule;
    private final SigningAlgorithm algorithm;
    private final Entropy entropy;
    private final Clock clock;

    public KeyRotation(
            SigningKeys store,
            KeyPairs keyPairs,
            KeySchedule schedule,
            SigningAlgorithm algorithm,
            Entropy entropy,
            Clock clock) {
        this.store = store;
        this.keyPairs = keyPairs;
        this.schedule = schedule;
        this.algorithm = algorithm;
        this.entropy = entropy;
        this.clock = clock;
    }

    /// Makes the next key if it is time, and answers the ring as it is stored then.
    public KeyRing rotateIfDue() {
        var ring = store.load();
        for (var now = now(); isDue(ring, now); now = now()) {
            var next = withNewKey(ring, now);
            ring = store.replace(ring, next) ? next : store.load();
        }
        return ring;
    }

    private boolean isDue(KeyRing ring, Instant now) {
        if (ring.keys().isEmpty()) {
            return true;
        }
        var newest = ring.keys().getLast();
        // Never before the newest is active: a lead is no longer than a period.
        var due = newest.algorithm() == algorithm
                ? newest.activeFrom().plus(schedule.period()).minus(schedule.lead())
                : newest.activeFrom().plus(schedule.announcement());
        return !now.isBefore(due);
    }

    private KeyRing withNewKey(KeyRing ring, Instant now) {
        if (ring.keys().isEmpty()) {
            return ring.next(List.of(newKey(now, now)));
        }
        var newest = ring.keys().getLast();
        var activeFrom = succession(newest, now);
        var expiresAt = later(newest.expiresAt(), activeFrom.plus(schedule.retention()));
        var keys = new ArrayList<SigningKey>();
        // What has expired is measured against the key in use and not against the clock: a clock that is ahead for a
        // while would otherwise remove keys whose tokens are alive.
        ring.keys().stream()
                .filter(key -> !key.equals(newest) && key.isPublished(newest.activeFrom()))
                .map(SigningKey::withoutPrivateKey)
                .forEach(keys::add);
        keys.add(newest.retire(activeFrom, expiresAt));
        keys.add(newKey(now, activeFrom));
        return ring.next(keys);
    }

    private Instant succession(SigningKey newest, Instant now) {
        var announced = now.plus(schedule.announcement());
        var planned = newest.activeFrom().plus(schedule.period());
        return newest.algorithm() == algorithm && planned.isAfter(announced) ? planned : announced;
    }

    private SigningKey newKey(Instant now, Instant activeFrom) {
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
