package io.lintel.storage.jdbc;

import java.sql.SQLException;
import java.util.Optional;

/// What SQLite and PostgreSQL spell differently.
enum Dialect {
    /// All statements of a piece of work are one transaction of the only writer.
    SQLITE("sqlite", "", "SELECT 1 AS writable") {
        @Override
        <T> Optional<T> take(Session session, Taking taking, Object key, long mark, Row.Reader<T> reader)
                throws SQLException {
            var taken = session.find(taking.select(), reader, key);
            if (taken.isPresent()) {
                session.change(taking.update() + " WHERE " + taking.key() + " = ?", mark, key);
            }
            return taken;
        }

        @Override
        boolean isMissingTable(SQLException e) {
            return e.getErrorCode() == SQLITE_ERROR;
        }
    },
    /// Every statement is a transaction of its own. Whoever comes second waits in the inner select for the row,
    /// and then finds that its content is gone.
    POSTGRESQL(
            "postgresql",
            " FOR UPDATE SKIP LOCKED",
            "SELECT CASE current_setting('transaction_read_only') WHEN 'on' THEN 0 ELSE 1 END AS writable") {
        @Override
        <T> Optional<T> take(Session session, Taking taking, Object key, long mark, Row.Reader<T> reader)
                throws SQLException {
            var sql = taking.update() + " FROM (" + taking.select() + " FOR UPDATE) AS old WHERE " + taking.table()
                    + "." + taking.key() + " = old." + taking.key() + " RETURNING old.*";
            return session.find(sql, reader, mark, key);
        }

        @Override
        boolean isMissingTable(SQLException e) {
            return UNDEFINED_TABLE.equals(e.getSQLState());
        }
    };

    private static final int SQLITE_ERROR = 1;
    private static final String UNDEFINED_TABLE = "42P01";

    private final String folder;
    private final String lockForSweep;
    private final String probe;

    Dialect(String folder, String lockForSweep, String probe) {
        this.folder = folder;
        this.lockForSweep = lockForSweep;
        this.probe = probe;
    }

    /// Takes content and sealed out of a row that still has them. Of any number of callers exactly one is
    /// answered.
    abstract <T> Optional<T> take(Session session, Taking taking, Object key, long mark, Row.Reader<T> reader)
            throws SQLException;

    /// Whether a statement failed because a table is not there.
    abstract boolean isMissingTable(SQLException e);

    /// Asks whether a transaction may write now, as the number `writable`.
    String probe() {
        return probe;
    }

    /// Where its migrations are.
    String folder() {
        return folder;
    }

    /// A statement that removes at most so many of the rows a condition fits, given the parameters of the
    /// condition, the limit, and the parameters of the condition again. Rows that another replica is working on
    /// are left for the next time. The rows are chosen once, whatever plan is made: a mere subquery may be asked
    /// again for every row of the table, and locks other rows each time.
    String sweep(String table, String key, String condition, String order) {
        return "WITH doomed AS MATERIALIZED (SELECT " + key + " FROM " + table + " WHERE " + condition + " ORDER BY "
                + order + " LIMIT ?" + lockForSweep + ") DELETE FROM " + table + " WHERE " + key
                + " IN (SELECT " + key + " FROM doomed) AND " + condition;
    }

    /// What is taken out of which table.
    ///
    /// @param mark the column that says it was taken
    /// @param columns what the one who takes it is answered, the key among them
    record Taking(String table, String key, String mark, String columns) {

        private String select() {
            return "SELECT " + columns + " FROM " + table + " WHERE " + key + " = ? AND content IS NOT NULL";
        }

        private String update() {
            return "UPDATE " + table + " SET " + mark + " = ?, content = NULL, sealed = NULL";
        }
    }
}
