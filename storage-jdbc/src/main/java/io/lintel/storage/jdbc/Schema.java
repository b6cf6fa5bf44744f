package io.lintel.storage.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings the tables of a database up to date.
///
/// Flyway does it, but is not even loaded when there is nothing to do: one query on its history tells. A
/// database that holds tables of others, such as dex's, is shared.
final class Schema {

    /// The version this program knows: that of its newest migration.
    static final int VERSION = 11;

    private static final String HISTORY = "lintel_schema_history";
    private static final String NEWEST =
            "SELECT MAX(CAST(version AS INTEGER)) AS version FROM " + HISTORY + " WHERE success";
    private static final int NONE = 0;
    private static final int ATTEMPTS = 10;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Dialect dialect;

    Schema(Dialect dialect) {
        this.dialect = dialect;
    }

    /// @throws UnusableDatabaseException if the schema is newer than this program, or cannot be migrated
    void bringUpToDate(Session session, DataSource forMigration) throws SQLException {
        for (var attempt = 1; !isCurrent(session); attempt++) {
            try {
                migrate(forMigration);
            } catch (FlywayException e) {
                // Another replica may have been doing the same at the same time.
                if (attempt == ATTEMPTS) {
                    throw UnusableDatabaseException.because(
                            "The tables could not be brought to version " + VERSION + ": " + e.getMessage(), e);
                }
                pause();
            }
        }
    }

    private boolean isCurrent(Session session) throws SQLException {
        var version = version(session);
        if (version > VERSION) {
            throw UnusableDatabaseException.because("The tables have version " + version + ", and this program knows"
                    + " only " + VERSION + ". Start the newer release again, or restore the backup made before it.");
        }
        return version == VERSION;
    }

    private int version(Session session) throws SQLException {
        try {
            return session.find(NEWEST, row -> row.findText("version") == null ? NONE : (int) row.number("version"))
                    .orElse(NONE);
        } catch (SQLException e) {
            if (dialect.isMissingTable(e)) {
                return NONE;
            }
            throw e;
        }
    }

    private void migrate(DataSource source) {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:io/lintel/storage/jdbc/" + dialect.folder())
                .table(HISTORY)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    private static void pause() throws SQLException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted between two attempts to bring the tables up to date", e);
        }
    }
}
