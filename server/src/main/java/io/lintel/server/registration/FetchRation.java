package io.lintel.server.registration;

import java.time.Duration;
import java.util.function.LongSupplier;

/// So many fetches in a minute, and no more.
final class FetchRation {

    static final int PER_MINUTE = 60;

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier ticker;
    private long since;
    private int taken;

    FetchRation(LongSupplier ticker) {
        this.ticker = ticker;
        this.since = ticker.getAsLong();
    }

    synchronized boolean take() {
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
