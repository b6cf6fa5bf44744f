package io.lintel.server.signing;

import io.lintel.signing.Jwk;
import io.lintel.signing.KeyId;
import io.lintel.signing.KeyRing;
import io.lintel.signing.KeyRotation;
import io.lintel.signing.KeySchedule;
import io.lintel.signing.KeysUnavailableException;
import io.lintel.signing.PublishedKeys;
import io.lintel.signing.SigningAlgorithm;
import io.lintel.signing.SigningKey;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Our keys as this replica knows them.
///
/// They are read from the store, and turned when it is time, by [#refresh()], which [KeyRefresh] calls. Signing
/// and verifying use what is in memory. What was read is good for [KeySchedule#STALENESS]: after that signing
/// tries the store once more and then refuses, because the others may have gone over to a key this replica has
/// not seen. The key set is published and signatures are verified all the same.
public final class CurrentKeys implements PublishedKeys {

    /// The least time between two reads that requests can cause.
    static final Duration ASK_PAUSE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(CurrentKeys.class);

    /// The least time between two reads when the first failed.
    static final Duration FAILURE_PAUSE = Duration.ofSeconds(1);

    /// What was read from the store, and when by the clock on the wall and by the one that is never set.
    private record Reading(KeyRing ring, Map<KeyId, PreparedKey> keys, Instant at, long ticks) {}

    /// @param number counts up from 1, so that a waiting thread sees that another has asked
    private record Attempt(
            long number, long ticks, @Nullable RuntimeException failure) {}

    private final KeyRotation rotation;
    private final SealedKeyPairs keyPairs;
    private final Cryptography cryptography;
    private final Clock clock;
    private final LongSupplier ticker;
    private final ReentrantLock attempting = new ReentrantLock();
    private volatile @Nullable Reading reading;
    private volatile @Nullable Attempt lastAttempt;

    /// @param ticker nanoseconds from some origin, like [System#nanoTime()], that go on evenly when the clock
    ///     is set
    public CurrentKeys(
            KeyRotation rotation,
            SealedKeyPairs keyPairs,
            Cryptography cryptography,
            Clock clock,
            LongSupplier ticker) {
        this.rotation = rotation;
        this.keyPairs = keyPairs;
        this.cryptography = cryptography;
        this.clock = clock;
        this.ticker = ticker;
    }

    /// Reads the keys anew and turns them if it is time. Answers whether the store did its part; if not, the
    /// log says why once, and what was read before stays in use.
    public boolean refresh() {
        return attempt().failure() == null;
    }

    /// Whether there is a key to sign with now, without asking the store.
    public boolean isReady() {
        var current = reading;
        return current != null
                && isFresh(current)
                && current.ring()
                        .findSigning(rotation.algorithms().main(), clock.instant())
                        .map(key -> current.keys().get(key.id()))
                        .filter(PreparedKey::canSign)
                        .isPresent();
    }

    @Override
    public List<Jwk> keys() {
        var current = latest();
        return current.ring().published(rotation.algorithms().main(), clock.instant()).stream()
                .map(key -> prepared(current, key).jwk())
                .toList();
    }

    /// The key that is active now.
    ///
    /// @throws KeysUnavailableException if there is none, or what is known of the keys is too old
    PreparedKey signing() {
        return signing(rotation.algorithms().main());
    }

    /// The key of that algorithm that is active now, or the one of [#signing()] while there is none.
    ///
    /// @throws KeysUnavailableException as [#signing()]
    PreparedKey signing(SigningAlgorithm wanted) {
        var current = latest();
        if (!isFresh(current)) {
            throw unavailable("were last read more than " + KeySchedule.STALENESS
                    + " ago, and other replicas may have turned them since");
        }
        var now = clock.instant();
        return current.ring()
                .findOf(wanted, now)
                .or(() -> current.ring().findSigning(rotation.algorithms().main(), now))
                .map(key -> prepared(current, key))
                .orElseThrow(() -> unavailable("are all without a private key"));
    }

    /// The published key of that id. An id nobody knows makes this read the store, but seldom.
    Optional<PreparedKey> findPublished(KeyId id) {
        var known = findPublished(latest(), id);
        var attempt = lastAttempt;
        if (known.isPresent() || attempt == null || isWithin(ASK_PAUSE, attempt)) {
            return known;
        }
        attempt();
        return findPublished(latest(), id);
    }

    private Optional<PreparedKey> findPublished(Reading current, KeyId id) {
        return Optional.ofNullable(current.keys().get(id))
                .filter(key -> key.key().isPublished(clock.instant()));
    }

    /// What was read last; if that is too old it is read anew before, if that can be.
    private Reading latest() {
        var current = reading;
        if (current == null || !isFresh(current)) {
            var attempt = lastAttempt;
            if (attempt == null || attempt.failure() == null || !isWithin(FAILURE_PAUSE, attempt)) {
                attempt();
            }
            current = reading;
        }
        if (current == null) {
            throw unavailable("were never read");
        }
        return current;
    }

    /// One thread asks the store; whoever comes while it does waits and takes what it got.
    private Attempt attempt() {
        var before = number(lastAttempt);
        attempting.lock();
        try {
            var current = lastAttempt;
            if (current != null && current.number() != before) {
                return current;
            }
            var failure = read();
            var made = new Attempt(before + 1, ticker.getAsLong(), failure);
            report(made, current);
            lastAttempt = made;
            return made;
        } finally {
            attempting.unlock();
        }
    }

    private static long number(@Nullable Attempt attempt) {
        return attempt == null ? 0 : attempt.number();
    }

    private @Nullable RuntimeException read() {
        var at = clock.instant();
        var ticks = ticker.getAsLong();
        try {
            var ring = rotation.rotateIfDue();
            reading = new Reading(ring, prepare(ring), at, ticks);
            return null;
        } catch (RuntimeException failure) {
            return failure;
        }
    }

    private static void report(Attempt made, @Nullable Attempt before) {
        var failedBefore = before != null && before.failure() != null;
        if (made.failure() != null && !failedBefore) {
            LOG.warn(
                    "The signing keys could not be read from the store; those read before stay in use for {}.",
                    KeySchedule.STALENESS,
                    made.failure());
        } else if (made.failure() == null && failedBefore) {
            LOG.info("The signing keys can be read from the store again.");
        }
    }

    private Map<KeyId, PreparedKey> prepare(KeyRing ring) {
        var before = reading;
        if (before != null && before.ring().equals(ring)) {
            return before.keys();
        }
        var keys = new LinkedHashMap<KeyId, PreparedKey>();
        for (var key : ring.keys()) {
            keys.put(key.id(), new PreparedKey(key, key.canSign() ? open(key) : null, cryptography));
        }
        return Map.copyOf(keys);
    }

    private @Nullable PrivateKey open(SigningKey key) {
        var opened = keyPairs.open(key);
        if (opened.isEmpty()) {
            LOG.error("Signing key {} was sealed under another sealing key than this server has.", key.id());
        }
        return opened.orElse(null);
    }

    private static PreparedKey prepared(Reading current, SigningKey key) {
        return Objects.requireNonNull(current.keys().get(key.id()));
    }

    private boolean isFresh(Reading current) {
        var byTicks = Duration.ofNanos(ticker.getAsLong() - current.ticks());
        var byClock = Duration.between(current.at(), clock.instant());
        return byTicks.compareTo(KeySchedule.STALENESS) <= 0 && byClock.compareTo(KeySchedule.STALENESS) <= 0;
    }

    private boolean isWithin(Duration pause, Attempt attempt) {
        return ticker.getAsLong() - attempt.ticks() < pause.toNanos();
    }

    private KeysUnavailableException unavailable(String what) {
        var attempt = lastAttempt;
        return KeysUnavailableException.because(
                "The signing keys " + what + ". See whether the store can be reached.",
                attempt == null ? null : attempt.failure());
    }
}
