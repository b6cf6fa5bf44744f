package io.lintel.storage.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A connection in the hands of one thread, and the statements that were prepared on it.
///
/// Parameters are texts, whole numbers, bytes or null.
final class Session implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Session(Connection connection) {
        this.connection = connection;
    }

    /// @return how many rows were changed
    int change(String sql, @Nullable Object... parameters) throws SQLException {
        return prepare(sql, parameters).executeUpdate();
    }

    /// The first row of an answer.
    <T> Optional<T> find(String sql, Row.Reader<T> reader, @Nullable Object... parameters) throws SQLException {
        try (var result = prepare(sql, parameters).executeQuery()) {
            return result.next() ? Optional.of(reader.read(new Row(result))) : Optional.empty();
        }
    }

    /// All rows of an answer.
    <T> List<T> list(String sql, Row.Reader<T> reader, @Nullable Object... parameters) throws SQLException {
        try (var result = prepare(sql, parameters).executeQuery()) {
            var all = new ArrayList<T>();
            while (result.next()) {
                all.add(reader.read(new Row(result)));
            }
            return all;
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            for (var statement : statements.values()) {
                statement.close();
            }
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
        var statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (var i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
