package io.lintel.storage.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// An SQLite file with one writer and a few readers, which in WAL mode do not wait for each other.
final class SqliteDatabase implements Database {

    /// Reads are short; more would not be answered sooner.
    private static final int READERS = 4;

    private static final Duration PATIENCE_FOR_READER = Duration.ofSeconds(2);
    private static final Duration PATIENCE_FOR_LOCK = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final SqliteConnections connections;
    private final SqliteWriter writer;
    private final Semaphore readers = new Semaphore(READERS);
    private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();

    private SqliteDatabase(SqliteConnections connections, Session writing) {
        this.connections = connections;
        this.writer = new SqliteWriter(connections, writing);
    }

    /// Opens the file, which is made if there is none, and brings its schema up to date.
    static SqliteDatabase open(SqliteSettings settings) {
        var connections = new SqliteConnections(settings);
        connections.createFile();
        try {
            var writing = openPatiently(connections);
            try {
                new Schema(Dialect.SQLITE).bringUpToDate(writing, connections.dataSource());
                return new SqliteDatabase(connections, writing);
            } catch (SQLException | RuntimeException e) {
                writing.close();
                throw e;
            }
        } catch (SQLException e) {
            throw connections.failure(e);
        }
    }

    /// Turning to WAL mode is refused at once, and not after waiting, while another process does the same.
    private static Session openPatiently(SqliteConnections connections) throws SQLException {
        var deadline = System.nanoTime() + PATIENCE_FOR_LOCK.toNanos();
        while (true) {
            try {
                return connections.openForWriting();
            } catch (SQLException e) {
                if (!SqliteConnections.isBusy(e) || System.nanoTime() - deadline > 0) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() throws SQLException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while another process had the lock", e);
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public <T> T read(Work<T> work) {
        acquireReader();
        try {
            var session = idle.poll();
            var reading = session == null ? connections.openForReading() : session;
            try {
                var answer = work.on(reading);
                idle.push(reading);
                return answer;
            } catch (SQLException | RuntimeException e) {
                reading.close();
                throw e;
            }
        } catch (SQLException e) {
            throw connections.failure(e);
        } finally {
            readers.release();
        }
    }

    @Override
    public <T> T write(Work<T> work) {
        return writer.write(work);
    }

    /// Ends the writer after what waits for it, then the readers.
    @Override
    public void close() {
        writer.close();
        try {
            readers.acquireUninterruptibly(READERS);
            for (var session = idle.poll(); session != null; session = idle.poll()) {
                session.close();
            }
        } catch (SQLException e) {
            throw connections.failure(e);
        }
    }

    private void acquireReader() {
        try {
            if (!readers.tryAcquire(PATIENCE_FOR_READER.toMillis(), TimeUnit.MILLISECONDS)) {
                throw connections.unavailable(
                        "all " + READERS + " readers have been busy for " + PATIENCE_FOR_READER.toSeconds() + " s.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw connections.unavailable("the thread was interrupted while it waited for a reader.");
        }
    }
}
