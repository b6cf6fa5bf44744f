package io.lintel.benchmarks.report;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.DoubleAccumulator;

/// Looks at the memory of a server five times a second.
final class Watch implements AutoCloseable {

    private static final long PERIOD_MILLISECONDS = 200;

    private final DoubleAccumulator most = new DoubleAccumulator(Math::max, 0);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    private Watch() {}

    static Watch of(ServerProcess server) {
        var watch = new Watch();
        var _ = watch.timer.scheduleAtFixedRate(
                () -> watch.look(server), 0, PERIOD_MILLISECONDS, TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look(ServerProcess server) {
        try {
            most.accumulate(server.residentMemory());
        } catch (IOException gone) {
            // There is nothing to look at any more.
        }
    }

    /// The most it occupied so far, in MiB.
    double most() {
        return most.get();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
