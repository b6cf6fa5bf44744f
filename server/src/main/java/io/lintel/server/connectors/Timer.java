package io.lintel.server.connectors;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Does things later.
@FunctionalInterface
interface Timer extends AutoCloseable {

    /// Does something once, after a while and in a thread that may wait. Nothing happens any more once this is
    /// closed.
    void after(Duration delay, Runnable task);

    @Override
    default void close() {}

    /// One that goes by the clock of the machine.
    static Timer start() {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("connectors").factory());
        return new Timer() {
            @Override
            public void after(Duration delay, Runnable task) {
                try {
                    var unused = clock.schedule(
                            () -> Thread.ofVirtual().name("connector-opening").start(task),
                            delay.toMillis(),
                            TimeUnit.MILLISECONDS);
                } catch (RejectedExecutionException closed) {
                    // Nothing happens any more.
                }
            }

            @Override
            public void close() {
                clock.shutdownNow();
            }
        };
    }
}
