package io.lintel.storage.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStorageTest extends StoreContracts implements StoredRowsContract {

    private static JdbcStorage first;
    private static JdbcStorage second;
    private static Path file;

    @BeforeAll
    static void open(@TempDir Path directory) {
        file = directory.resolve("lintel.db");
        first = JdbcStorage.open(new SqliteSettings(file));
        second = JdbcStorage.open(new SqliteSettings(file));
    }

    @AfterAll
    static void close() {
        first.close();
        second.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        try (var connection = connect()) {
            TestTables.empty(connection);
        }
    }

    @Override
    public JdbcStorage first() {
        return first;
    }

    @Override
    public JdbcStorage second() {
        return second;
    }

    @Override
    public JdbcStorage reopen() {
        return JdbcStorage.open(new SqliteSettings(file));
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}
