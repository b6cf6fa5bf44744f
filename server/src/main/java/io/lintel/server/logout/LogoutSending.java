package io.lintel.server.logout;

import io.lintel.logout.LogoutDelivery;
import io.lintel.logout.LogoutNotices.Leased;
import io.lintel.server.audit.Audit;
import io.lintel.server.audit.AuditEvent;
import io.lintel.signing.KeysUnavailableException;
import io.lintel.storage.StorageUnavailableException;
import io.lintel.storage.jdbc.UnusableDatabaseException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells clients of ended sessions while the server runs: at once when it is woken, and otherwise every few seconds
/// what other replicas left behind, or what has to be tried again. Its timer does not depend on the clock.
public final class LogoutSending implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogoutSending.class);
    private static final String FOR_NOW = "clients are not told of logouts for now: {}";
    private static final Duration PERIOD = Duration.ofSeconds(5);

    /// As many as are told at the same time.
    private static final int BATCH = 32;

    private final LogoutDelivery delivery;
    private final Audit audit;
    private final Semaphore wakes = new Semaphore(0);
    private volatile boolean isOver;
    private boolean isFailing;

    private LogoutSending(LogoutDelivery delivery, Audit audit) {
        this.delivery = delivery;
        this.audit = audit;
    }

    public static LogoutSending start(LogoutDelivery delivery, Audit audit) {
        var sending = new LogoutSending(delivery, audit);
        Thread.ofVirtual().name("logout-sending").start(sending::run);
        return sending;
    }

    /// Something may be due. Answers at once.
    public void wake() {
        wakes.release();
    }

    /// Makes an attempt for everything that is due, and waits until all were made; those under way, too.
    ///
    /// @return how many were made
    public synchronized int sendNow() {
        var sent = 0;
        while (!isOver) {
            var leased = delivery.lease(BATCH);
            if (leased.isEmpty()) {
                break;
            }
            try (var attempts = Executors.newVirtualThreadPerTaskExecutor()) {
                leased.forEach(each -> attempts.execute(() -> deliver(each)));
            }
            sent += leased.size();
        }
        return sent;
    }

    private void run() {
        try {
            while (!isOver) {
                var woken = wakes.tryAcquire(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
                if (woken) {
                    wakes.drainPermits();
                }
                look();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /// A storage that is away is told of once, and not every few seconds.
    private void look() {
        try {
            sendNow();
            isFailing = false;
        } catch (RuntimeException failed) {
            // An exception would end the thread, and nobody would be told any more.
            if (!isFailing) {
                warn(failed);
            }
            isFailing = true;
        }
    }

    /// What fails is tried again when the lease is over.
    private void deliver(Leased leased) {
        try {
            var outcome = delivery.deliver(leased);
            var notice = leased.notice();
            audit.record(new AuditEvent.LogoutNotified(notice.session(), notice.client(), leased.attempt(), outcome));
        } catch (RuntimeException failed) {
            warn(failed);
        }
    }

    private static void warn(RuntimeException failed) {
        switch (failed) {
            case StorageUnavailableException away -> LOG.warn(FOR_NOW, away.getMessage());
            case UnusableDatabaseException away -> LOG.warn(FOR_NOW, away.getMessage());
            case KeysUnavailableException away -> LOG.warn(FOR_NOW, away.getMessage());
            default -> LOG.error(FOR_NOW, "unexpectedly", failed);
        }
    }

    @Override
    public void close() {
        isOver = true;
        wakes.release();
    }
}
