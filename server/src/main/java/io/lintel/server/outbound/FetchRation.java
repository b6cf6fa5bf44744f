package io.lintel.server.outbound;

import java.time.Duration;
import java.util.function.LongSupplier;

/// So many fetches in a minute, and no more.
public final class FetchRation {

    public static final int PER_MINUTE = 60;

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier ticker;
    private long since;
    private int taken;

    /// @param ticker nanoseconds from some origin, like [System#nanoTime()]
    public FetchRation(LongSupplier ticker) {
        this.ticker = ticker;
        this.since = ticker.getAsLong();
    }

    /// Whether there is one left, which is taken.
    public synchronized boolean take() {
        var now = ticker.getAsLong();
        if (now - since >= MINUTE) {
            since = now;
            taken = 0;
        }
        if (taken >= PER_MINUTE) {
            return false;
        }
        taken++;
        return true;
    }
}
