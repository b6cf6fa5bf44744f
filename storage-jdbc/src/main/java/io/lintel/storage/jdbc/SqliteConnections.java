package io.lintel.storage.jdbc;

import io.lintel.storage.StorageUnavailableException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/// Makes connections to one SQLite file, and says what was wrong when it or they fail.
final class SqliteConnections {

    /// Another process may hold the lock for so long.
    private static final int BUSY_MILLIS = 2_000;

    private static final int LOG_BYTES = 64 * 1024 * 1024;

    private final Path file;
    private final SqliteSettings.Synchronous synchronous;

    SqliteConnections(SqliteSettings settings) {
        this.file = settings.file().toAbsolutePath();
        this.synchronous = settings.synchronous();
    }

    /// The file holds keys: nobody else may read it. SQLite gives the files beside it the same permissions.
    ///
    /// @throws UnusableDatabaseException if there is no such file and none can be made
    void createFile() {
        var directory = file.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw unusable("the directory " + directory + " does not exist. Create it, or name another file.");
        }
        if (Files.isDirectory(file)) {
            throw unusable("it is a directory. Name a file.");
        }
        try {
            if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
        } catch (FileAlreadyExistsException e) {
            if (!Files.isReadable(file) || !Files.isWritable(file)) {
                throw unusable("this process may not read and write it. Change its owner or its permissions.");
            }
        } catch (IOException e) {
            throw UnusableDatabaseException.because(
                    "The SQLite database " + file + " cannot be made: " + e
                            + ". This process must be allowed to write to its directory.",
                    e);
        }
    }

    Session openForWriting() throws SQLException {
        return new Session(dataSource().getConnection());
    }

    Session openForReading() throws SQLException {
        var session = openForWriting();
        session.change("PRAGMA query_only = 1");
        return session;
    }

    SQLiteDataSource dataSource() {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(
                switch (synchronous) {
                    case FULL -> SQLiteConfig.SynchronousMode.FULL;
                    case NORMAL -> SQLiteConfig.SynchronousMode.NORMAL;
                });
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalSizeLimit(LOG_BYTES);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    static boolean isBusy(SQLException e) {
        return (e.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    UnusableDatabaseException unusable(String reason) {
        return UnusableDatabaseException.because("The SQLite database " + file + " cannot be used: " + reason);
    }

    /// What to say of a failure. The driver's message may quote a statement, but never a parameter.
    RuntimeException failure(SQLException e) {
        var code = SQLiteErrorCode.getErrorCode(e.getErrorCode());
        var primary = SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff);
        var reason =
                switch (primary) {
                    case SQLITE_BUSY, SQLITE_LOCKED ->
                        "another process has held its lock for " + BUSY_MILLIS / 1000 + " s";
                    case SQLITE_FULL -> "the disk is full. Make room; it will go on by itself";
                    case SQLITE_IOERR -> "reading or writing failed. Look at the disk and the system's log";
                    case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN ->
                        "this process may not read and write it and the files beside it. Look at their owner and"
                                + " permissions";
                    case SQLITE_CORRUPT -> "it is damaged. Restore a backup";
                    case SQLITE_NOTADB -> "it is no SQLite database. Name another file";
                    default -> "see the cause";
                };
        var message = "The SQLite database " + file + " does not answer (" + code.name() + "): " + reason + ".";
        return primary == SQLiteErrorCode.SQLITE_NOTADB
                ? UnusableDatabaseException.because(message, e)
                : StorageUnavailableException.because(message, e);
    }

    StorageUnavailableException unavailable(String reason) {
        return StorageUnavailableException.because("The SQLite database " + file + " does not answer: " + reason);
    }
}
