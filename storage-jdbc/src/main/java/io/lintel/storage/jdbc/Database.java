package io.lintel.storage.jdbc;

import io.lintel.storage.StorageUnavailableException;
import java.sql.SQLException;

/// A database that is open.
interface Database extends AutoCloseable {

    /// Statements that belong together. On PostgreSQL each commits by itself, on SQLite all commit as one.
    @FunctionalInterface
    interface Work<T> {
        T on(Session session) throws SQLException;
    }

    Dialect dialect();

    /// Does what changes nothing.
    ///
    /// @throws StorageUnavailableException if there is no answer within five seconds
    <T> T read(Work<T> work);

    /// Does what may change something. Once this returns, the change survives the end of the process.
    ///
    /// @throws StorageUnavailableException if there is no answer within five seconds; the change may have been
    ///     made or not
    <T> T write(Work<T> work);

    @Override
    void close();
}
