package io.lintel.connector.ldap;

import io.lintel.connector.ConnectorException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// How many may do something at once. The others wait in line, for a while.
final class Permits {
    private final Semaphore permits;
    private final String whenNoneIsLeft;

    /// @param whenNoneIsLeft begins the message about having waited in vain
    Permits(int size, String whenNoneIsLeft) {
        this.permits = new Semaphore(size, true);
        this.whenNoneIsLeft = whenNoneIsLeft;
    }

    /// @throws ConnectorException unavailable if none was given back in time
    void acquire(Duration wait) {
        try {
            if (!permits.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw ConnectorException.unavailable(
                        whenNoneIsLeft + " for " + Deadline.inSeconds(wait)
                                + ": the directory is slow, or poolSize is too small",
                        null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw ConnectorException.unavailable("interrupted while waiting in line", interrupted);
        }
    }

    void release() {
        permits.release();
    }
}
