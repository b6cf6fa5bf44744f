package io.lintel.connector.support;

import io.lintel.connector.ConnectorException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

/// When something must be over. Runs on the monotonic clock.
public final class Deadline {

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    public static Deadline in(Duration whole) {
        return new Deadline(System.nanoTime() + whole.toNanos());
    }

    /// The nearer of this and `step` from now.
    public Deadline within(Duration step) {
        var near = System.nanoTime() + step.toNanos();
        return near - end < 0 ? new Deadline(near) : this;
    }

    /// What is left, and more than nothing.
    ///
    /// @param what for the message: what takes so long
    /// @throws ConnectorException unavailable if nothing is left
    public Duration left(String what) {
        var left = end - System.nanoTime();
        if (left <= 0) {
            throw ConnectorException.unavailable(what + ": took too long", null);
        }
        return Duration.ofNanos(left);
    }

    /// Does something while nobody else holds the lock.
    ///
    /// @param what for the message: what the one who holds it does
    /// @throws ConnectorException unavailable if somebody holds it for too long
    <T> T holding(Lock lock, String what, Supplier<T> act) {
        try {
            if (!lock.tryLock(left(what).toNanos(), TimeUnit.NANOSECONDS)) {
                throw ConnectorException.unavailable(what + ": took too long", null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw ConnectorException.unavailable(what + ": interrupted", interrupted);
        }
        try {
            return act.get();
        } finally {
            lock.unlock();
        }
    }

    /// Whether there is time for something that takes this long.
    public boolean allows(Duration step) {
        return end - System.nanoTime() > step.toNanos();
    }
}
