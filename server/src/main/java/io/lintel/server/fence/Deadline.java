package io.lintel.server.fence;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// How long something may take that others wrote.
public final class Deadline {

    private Deadline() {}

    /// Does the work on a virtual thread of its own, in whose log lines stands what belongs to the request. If time
    /// is over the thread is interrupted and not waited for.
    ///
    /// @param name of the thread
    /// @param ended told once the work has really ended: before the answer, or long after the caller has left
    /// @throws TimeoutException if the work took too long
    /// @throws InterruptedException if the caller was interrupted, and with it the work
    /// @throws ExecutionException with the exception that ended the work
    public static <T> T within(Duration limit, String name, Callable<T> work, Runnable ended)
            throws TimeoutException, InterruptedException, ExecutionException {
        @Nullable Map<String, String> request = MDC.getCopyOfContextMap();
        var end = once(ended);
        var task = new FutureTask<T>(() -> {
            if (request != null) {
                MDC.setContextMap(request);
            }
            try {
                return work.call();
            } finally {
                end.run(); // Before the caller goes on, who may come again at once.
            }
        });
        Thread.ofVirtual().name(name).start(() -> {
            task.run();
            end.run(); // Of a task that was cancelled before it began.
        });
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            task.cancel(true);
        }
    }

    private static Runnable once(Runnable action) {
        var done = new AtomicBoolean();
        return () -> {
            if (done.compareAndSet(false, true)) {
                action.run();
            }
        };
    }
}
