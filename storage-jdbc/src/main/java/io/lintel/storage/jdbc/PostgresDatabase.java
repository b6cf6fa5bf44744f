package io.lintel.storage.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.lintel.storage.StorageUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL database behind a pool of connections. Each statement commits by itself.
///
/// Waiting for a connection (1.5 s) and for an answer (3 s) together stay below five seconds; the database
/// itself gives up a statement before we give up the connection.
final class PostgresDatabase implements Database {

    private static final Duration PATIENCE_FOR_CONNECTION = Duration.ofMillis(1_500);
    private static final Duration PATIENCE_FOR_ALIVENESS = Duration.ofMillis(750);
    private static final Duration PATIENCE_FOR_STATEMENT = Duration.ofMillis(2_500);
    private static final Duration PATIENCE_FOR_SOCKET = Duration.ofSeconds(3);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 4;

    /// Serialization failures and deadlocks: nothing was done, and doing it again helps.
    private static final Set<String> WORTH_REPEATING = Set.of("40001", "40P01");

    /// What a connection says that still reaches a server which has become the standby.
    private static final String READ_ONLY = "25006";

    private final PostgresConnections connections;
    private final HikariDataSource pool;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile boolean open;
    private @Nullable Failure lastFailure;

    private record Failure(long atNanos, RuntimeException cause) {}

    /// Connects to nothing yet.
    PostgresDatabase(PostgresSettings settings) {
        this.connections = new PostgresConnections(settings);
        this.pool = new HikariDataSource(poolConfig(settings));
    }

    private HikariConfig poolConfig(PostgresSettings settings) {
        var config = new HikariConfig();
        config.setPoolName("lintel-postgresql");
        config.setDataSource(connections.hurried(PATIENCE_FOR_SOCKET));
        config.setConnectionInitSql("SET statement_timeout = " + PATIENCE_FOR_STATEMENT.toMillis());
        config.setMaximumPoolSize(settings.maxOpenConns());
        config.setMinimumIdle(settings.maxIdleConns());
        config.setConnectionTimeout(PATIENCE_FOR_CONNECTION.toMillis());
        config.setValidationTimeout(PATIENCE_FOR_ALIVENESS.toMillis());
        config.setMaxLifetime(settings.connMaxLifetime().toMillis());
        config.setInitializationFailTimeout(-1);
        return config;
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public <T> T read(Work<T> work) {
        return run(work);
    }

    @Override
    public <T> T write(Work<T> work) {
        return run(work);
    }

    @Override
    public void close() {
        pool.close();
    }

    private <T> T run(Work<T> work) {
        if (!open) {
            openNow();
        }
        for (var attempt = 1; ; attempt++) {
            try (var connection = pool.getConnection()) {
                return runOn(connection, work);
            } catch (SQLTransientConnectionException e) {
                throw noConnection(e);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !WORTH_REPEATING.contains(String.valueOf(e.getSQLState()))) {
                    throw connections.failure(e);
                }
            }
        }
    }

    private <T> T runOn(Connection connection, Work<T> work) throws SQLException {
        try (var session = new Session(connection)) {
            return work.on(session);
        } catch (SQLException e) {
            if (READ_ONLY.equals(e.getSQLState())) {
                pool.evictConnection(connection);
            }
            throw e;
        }
    }

    private StorageUnavailableException noConnection(SQLTransientConnectionException e) {
        return e.getCause() instanceof SQLException cause
                ? connections.unavailable("no connection: " + cause.getMessage(), e)
                : connections.unavailable(
                        "all " + pool.getMaximumPoolSize() + " connections have been busy for "
                                + PATIENCE_FOR_CONNECTION.toMillis()
                                + " ms. If it is like this often, raise maxOpenConns.",
                        e);
    }

    /// Brings the schema up to date, once. Whoever comes while it is tried waits a little; whoever comes soon
    /// after it failed is told the same.
    ///
    /// @throws UnusableDatabaseException if the schema cannot be used
    void openNow() {
        try {
            if (!opening.tryLock(PATIENCE_FOR_CONNECTION.toMillis(), TimeUnit.MILLISECONDS)) {
                throw connections.unavailable("its tables are just being looked at.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw connections.unavailable("the thread was interrupted while the database was opened.");
        }
        try {
            if (!open) {
                bringUpToDate();
                open = true;
            }
        } finally {
            opening.unlock();
        }
    }

    private void bringUpToDate() {
        var last = lastFailure;
        if (last != null && System.nanoTime() - last.atNanos() < PAUSE_AFTER_FAILURE.toNanos()) {
            throw connections.unavailable(
                    "it did not a moment ago. " + last.cause().getMessage(), last.cause());
        }
        try (var session = new Session(connections.hurried(PATIENCE_FOR_SOCKET).getConnection())) {
            new Schema(Dialect.POSTGRESQL).bringUpToDate(session, connections.unhurried());
        } catch (SQLException e) {
            throw failed(connections.failure(e));
        } catch (UnusableDatabaseException e) {
            throw failed(e);
        }
    }

    private RuntimeException failed(RuntimeException cause) {
        lastFailure = new Failure(System.nanoTime(), cause);
        return cause;
    }
}
