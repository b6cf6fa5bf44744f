package io.lintel.storage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

final class PostgresStorageIT extends StoreContracts implements StoredRowsContract {

    private static JdbcStorage first;
    private static JdbcStorage second;
    private static PostgresSettings settings;

    @BeforeAll
    static void open() throws SQLException {
        settings = PostgresServer.running().create("contracts");
        first = JdbcStorage.open(settings);
        second = JdbcStorage.open(settings);
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
        return JdbcStorage.open(settings);
    }

    @Override
    public Connection connect() throws SQLException {
        return PostgresServer.running().connect("contracts");
    }
}
