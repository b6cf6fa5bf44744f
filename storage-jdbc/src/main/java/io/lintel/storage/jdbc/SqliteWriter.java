package io.lintel.storage.jdbc;

import io.lintel.storage.jdbc.Database.Work;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The only one who writes to an SQLite file: a thread that takes all that waits, does it in one transaction,
/// each piece in a savepoint of its own, and answers all after the commit. Many who write at once share one
/// trip to the disk in this way, and nobody waits for a lock.
final class SqliteWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteWriter.class);

    /// So much waits at most; more could not be answered in time.
    private static final int QUEUE = 2_000;

    /// So much is done in one transaction at most.
    private static final int GROUP = 200;

    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(4_500);

    private final SqliteConnections connections;
    private final BlockingQueue<QueuedWork<?>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread;
    private @Nullable Session session;
    private volatile boolean closing;

    SqliteWriter(SqliteConnections connections, Session session) {
        this.connections = connections;
        this.session = session;
        this.thread = Thread.ofPlatform().name("lintel-sqlite-writer").daemon().start(this::run);
    }

    <T> T write(Work<T> work) {
        var deadline = System.nanoTime() + PATIENCE_NANOS;
        var queued = new QueuedWork<T>(work);
        try {
            if (closing) {
                throw connections.unavailable("it is being closed.");
            }
            if (!queue.offer(queued, PATIENCE_NANOS / 2, TimeUnit.NANOSECONDS)) {
                throw connections.unavailable(QUEUE + " changes wait for it already.");
            }
            return queued.await(deadline, connections);
        } catch (InterruptedException e) {
            queued.abandon();
            Thread.currentThread().interrupt();
            throw connections.unavailable("the thread was interrupted while it waited for the writer.");
        }
    }

    /// Does what waits, then ends.
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var group = new ArrayList<QueuedWork<?>>(GROUP);
        while (!closing || !queue.isEmpty()) {
            try {
                group.add(queue.take());
                queue.drainTo(group, GROUP - 1);
                commitTogether(group);
            } catch (InterruptedException e) {
                LOG.debug("The SQLite writer was told to end.");
            } finally {
                group.clear();
            }
        }
        closeSession();
    }

    private void commitTogether(List<QueuedWork<?>> group) {
        try {
            var writing = session == null ? connections.openForWriting() : session;
            session = writing;
            writing.change("BEGIN IMMEDIATE");
            for (var queued : group) {
                queued.doIn(writing);
            }
            writing.change("COMMIT");
            group.forEach(QueuedWork::answer);
        } catch (SQLException | RuntimeException | Error e) {
            fail(group, e);
        }
    }

    /// Nothing of the group was done. The connection is in an unknown state: the next group gets another.
    private void fail(List<QueuedWork<?>> group, Throwable cause) {
        closeSession();
        group.forEach(queued -> queued.fail(cause));
    }

    private void closeSession() {
        var old = session;
        session = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                LOG.warn("A connection to the SQLite database could not be closed.", e);
            }
        }
    }
}
