package io.lintel.storage.jdbc;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what must come.
final class Patience {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private Patience() {}

    /// @throws AssertionError if it does not come in time
    static void until(BooleanSupplier comes) {
        var deadline = System.nanoTime() + LONGEST.toNanos();
        while (!comes.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("it did not come within " + LONGEST.toSeconds() + " s");
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
