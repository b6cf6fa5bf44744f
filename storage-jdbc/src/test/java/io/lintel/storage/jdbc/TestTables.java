package io.lintel.storage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What a test looks at and does behind the back of the stores.
final class TestTables {

    static final List<String> NAMES = List.of(
            "authorization_codes",
            "parked_authorizations",
            "grants",
            "used_values",
            "second_factors",
            "sessions",
            "consents",
            "device_requests",
            "attempts",
            "account_names",
            "registered_clients",
            "pushed_requests",
            "logout_notices",
            "sealing_keys",
            "subject_salts",
            "signing_key_rings");

    private TestTables() {}

    static void empty(Connection connection) throws SQLException {
        for (var table : NAMES) {
            change(connection, "DELETE FROM " + table);
        }
    }

    static int change(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    /// Pretends that a later release has been here.
    static void addMigration(Connection connection, int version) throws SQLException {
        change(connection, """
                INSERT INTO lintel_schema_history (installed_rank, version, description, type, script, checksum,
                    installed_by, execution_time, success)
                VALUES (100, '%d', 'later', 'SQL', 'V%d__later.sql', 1, 'x', 1, TRUE)""".formatted(version, version));
    }

    /// Everything in a column that is text, as one text.
    static String allText(Connection connection) throws SQLException {
        var texts = new ArrayList<String>();
        for (var table : NAMES) {
            try (var statement = connection.createStatement();
                    var result = statement.executeQuery("SELECT * FROM " + table)) {
                while (result.next()) {
                    for (var i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        texts.add(String.valueOf(result.getString(i)));
                    }
                }
            }
        }
        return String.join("\n", texts);
    }
}
