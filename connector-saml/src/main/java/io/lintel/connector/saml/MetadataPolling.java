package io.lintel.connector.saml;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what metadata says up to date. Begins with the first question; from then on the metadata is read again in
/// the background. What cannot be read or used changes nothing: what was known last stays.
final class MetadataPolling implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MetadataPolling.class);

    /// After a failure it is tried again this soon, then after twice the time, and so on.
    private static final Duration FIRST_RETRY = Duration.ofSeconds(10);

    /// An unknown key makes it be read at once, though no more often than this.
    private static final Duration BETWEEN_SURPRISES = Duration.ofMinutes(1);

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);

    private final Supplier<IdentityProvider> reading;
    private final Duration interval;
    private final ConnectorId id;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();

    private volatile @Nullable IdentityProvider known;
    private volatile @Nullable ConnectorException failure;
    private Instant next = Instant.MIN;
    private Instant nextSurprise = Instant.MIN;
    private Duration pause = Duration.ZERO;
    private int failures;
    private boolean started;
    private boolean closed;

    /// @param reading reads and checks the metadata once
    /// @param interval how often
    MetadataPolling(Supplier<IdentityProvider> reading, Duration interval, ConnectorId id, Clock clock) {
        this.reading = reading;
        this.interval = interval;
        this.id = id;
        this.clock = clock;
    }

    /// What is known.
    ///
    /// @throws ConnectorException if nothing is known yet, because the metadata could not be read or used
    IdentityProvider current() {
        var provider = known;
        if (provider != null) {
            return provider;
        }
        poll();
        startBackground();
        provider = known;
        if (provider != null) {
            return provider;
        }
        var why = failure;
        throw why == null ? ConnectorException.unavailable("the metadata has not been read yet", null) : why;
    }

    /// What is known after the metadata was read again, unless that was done a moment ago for the same reason: somebody
    /// has signed with a key that is not known.
    IdentityProvider afterSurprise() {
        lock.lock();
        try {
            var now = clock.instant();
            if (!now.isBefore(nextSurprise)) {
                nextSurprise = now.plus(BETWEEN_SURPRISES);
                read();
            }
        } finally {
            lock.unlock();
        }
        return current();
    }

    /// Reads the metadata if it is time to, and tells how long it is until the next time.
    Duration poll() {
        lock.lock();
        try {
            if (!clock.instant().isBefore(next)) {
                read();
            }
            return Duration.between(clock.instant(), next);
        } finally {
            lock.unlock();
        }
    }

    private void read() {
        try {
            accept(reading.get());
            failures = 0;
            pause = interval;
        } catch (ConnectorException failed) {
            LOG.warn(
                    "connector {}: {}{}",
                    id,
                    failed.getMessage(),
                    known == null ? "" : "; what was known of the identity provider stays");
            failure = failed;
            pause = shorter(failures == 0 ? FIRST_RETRY : pause.multipliedBy(2), interval);
            failures++;
        }
        next = clock.instant().plus(pause);
    }

    private void accept(IdentityProvider fresh) {
        var before = known;
        if (before == null) {
            LOG.info("connector {}: read the metadata of {}", id, fresh.entityId());
        } else if (!before.signers().equals(fresh.signers())) {
            LOG.info("connector {}: {} signs with other certificates now", id, fresh.entityId());
        }
        known = fresh;
        failure = null;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private void startBackground() {
        lock.lock();
        try {
            if (!started) {
                started = true;
                Thread.ofVirtual().name("saml-metadata-" + id).start(this::pollUntilClosed);
            }
        } finally {
            lock.unlock();
        }
    }

    private void pollUntilClosed() {
        var wait = SHORTEST_WAIT;
        while (isOpenAfter(wait)) {
            try {
                wait = longer(poll(), SHORTEST_WAIT);
            } catch (RuntimeException defect) {
                LOG.error("connector {}: the metadata could not be read", id, defect);
                wait = interval;
            }
        }
    }

    private boolean isOpenAfter(Duration wait) {
        lock.lock();
        try {
            var left = wait.toNanos();
            while (!closed && left > 0) {
                left = closing.awaitNanos(left);
            }
            return !closed;
        } catch (InterruptedException ended) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
