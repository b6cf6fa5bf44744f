package io.lintel.server.storage;

import io.lintel.storage.StorageUnavailableException;
import io.lintel.storage.jdbc.Stores;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes what has expired, every five minutes and in small batches, so that no lock is held for long.
///
/// A code is kept for as long as its login could be completed a second time, and a refresh family for ever
/// unless an idle limit says when it is dead.
public final class ExpiredRows implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExpiredRows.class);
    private static final Duration PERIOD = Duration.ofMinutes(5);
    private static final int BATCH = 500;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Stores stores;
    private final Duration loginLifetime;
    private final @Nullable Duration refreshIdleLifetime;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("expired-rows").factory());

    private ExpiredRows(Stores stores, Duration loginLifetime, @Nullable Duration refreshIdleLifetime, Clock clock) {
        this.stores = stores;
        this.loginLifetime = loginLifetime;
        this.refreshIdleLifetime = refreshIdleLifetime;
        this.clock = clock;
    }

    /// @param loginLifetime how long a login may take
    /// @param refreshIdleLifetime how long a refresh token lives without being used; null for ever
    public static ExpiredRows startCollecting(
            Stores stores, Duration loginLifetime, @Nullable Duration refreshIdleLifetime, Clock clock) {
        var rows = new ExpiredRows(stores, loginLifetime, refreshIdleLifetime, clock);
        var unused = rows.timer.scheduleWithFixedDelay(
                rows::collect, PERIOD.toSeconds(), PERIOD.toSeconds(), TimeUnit.SECONDS);
        return rows;
    }

    /// Removes everything that has expired by now.
    ///
    /// @return how many rows were removed
    public int collectNow() {
        var now = clock.instant();
        var removed = inBatches(limit -> stores.codes().sweep(now.minus(loginLifetime), limit));
        removed += inBatches(limit -> stores.parked().sweep(now, limit));
        removed += inBatches(limit -> stores.revoked().sweep(now, limit));
        removed += inBatches(limit -> stores.devices().sweep(now, limit));
        removed += inBatches(limit -> stores.used().sweep(now, limit));
        removed += inBatches(limit -> stores.attempts().sweep(now, limit));
        removed += inBatches(limit -> stores.pushed().sweep(now, limit));
        if (refreshIdleLifetime != null) {
            var unusedSince = now.minus(refreshIdleLifetime);
            removed += inBatches(limit -> stores.families().sweep(unusedSince, limit));
        }
        return removed;
    }

    private void collect() {
        try {
            var removed = collectNow();
            if (removed > 0) {
                LOG.info("{} expired rows were removed", removed);
            }
        } catch (StorageUnavailableException away) {
            LOG.warn("expired rows stay for now: {}", away.getMessage());
        } catch (RuntimeException unexpected) {
            // An exception would end the timer, and with it all collection.
            LOG.error("expired rows stay for now", unexpected);
        }
    }

    private static int inBatches(IntUnaryOperator sweep) {
        var removed = 0;
        while (!Thread.currentThread().isInterrupted()) {
            var batch = sweep.applyAsInt(BATCH);
            removed += batch;
            if (batch < BATCH) {
                break;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(PAUSE.toNanos());
        }
        return removed;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
