package io.lintel.storage.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The row a result stands at.
record Row(ResultSet result) {

    /// Makes something of a row.
    @FunctionalInterface
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    String text(String column) throws SQLException {
        return require(column, findText(column));
    }

    @Nullable
    String findText(String column) throws SQLException {
        return result.getString(column);
    }

    long number(String column) throws SQLException {
        var number = result.getLong(column);
        return require(column, result.wasNull() ? null : (Long) number);
    }

    Instant instant(String column) throws SQLException {
        return Micros.toInstant(number(column));
    }

    private static <T> T require(String column, @Nullable T value) throws SQLException {
        if (value == null) {
            throw new SQLException("column " + column + " is null where it must not be");
        }
        return value;
    }
}
