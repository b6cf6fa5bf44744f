package io.lintel.storage.jdbc;

import io.lintel.storage.jdbc.Database.Work;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A change that waits for the writer, and the one who waits for the change.
final class QueuedWork<T> {

    private final Work<T> work;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private @Nullable T result;

    QueuedWork(Work<T> work) {
        this.work = work;
    }

    /// Does the work within the transaction of the session. If the work fails, it alone is undone.
    ///
    /// @throws SQLException if the transaction is lost, as when the disk is full
    void doIn(Session session) throws SQLException {
        if (!taken.compareAndSet(false, true)) {
            return;
        }
        session.change("SAVEPOINT work");
        try {
            result = work.on(session);
        } catch (SQLException | RuntimeException e) {
            undo(session, e);
            fail(e);
        }
        session.change("RELEASE work");
    }

    private static void undo(Session session, Exception cause) throws SQLException {
        try {
            session.change("ROLLBACK TO work");
        } catch (SQLException e) {
            throw cause instanceof SQLException original ? original : e;
        }
    }

    /// Tells the result, now that it is on the disk.
    void answer() {
        var done = result;
        if (done != null) {
            answer.complete(done);
        }
    }

    void fail(Throwable cause) {
        answer.completeExceptionally(cause);
    }

    /// Work that has not begun will not.
    boolean abandon() {
        return taken.compareAndSet(false, true);
    }

    T await(long deadlineNanos, SqliteConnections connections) throws InterruptedException {
        try {
            return answer.get(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw connections.unavailable(
                    abandon()
                            ? "the writer is too busy; the change was not made."
                            : "the writer is too slow; whether the change was made is unknown.");
        } catch (ExecutionException e) {
            throw failure(e.getCause(), connections);
        }
    }

    private static RuntimeException failure(@Nullable Throwable cause, SqliteConnections connections) {
        return switch (cause) {
            case SQLException failed -> connections.failure(failed);
            case RuntimeException failed -> failed;
            case null, default -> new IllegalStateException("The SQLite writer failed.", cause);
        };
    }
}
