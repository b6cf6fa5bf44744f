package io.lintel.storage.jdbc;

import static io.lintel.token.TestFamilies.bobs;
import static io.lintel.token.TestFamilies.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a process at each statement of the migration in turn. Whoever comes next finds or makes a working
/// schema.
final class SqliteMigrationKillIT {

    private static final int LEAST_KILLS = 10;
    private static final int MOST_STATEMENTS = 200;

    @Test
    @Tag("REL-15")
    void migrationKilledAtAnyStatementIsFinishedByTheNextStart(@TempDir Path directory)
            throws IOException, InterruptedException, SQLException {
        var kills = 0;
        while (migrateAndKill(directory.resolve("killed" + kills + ".db"), kills + 1)) {
            verify(directory.resolve("killed" + kills + ".db"));
            kills++;
        }

        assertThat(kills).isBetween(LEAST_KILLS, MOST_STATEMENTS);
    }

    /// Whether there was such a statement.
    private static boolean migrateAndKill(Path file, int statement) throws IOException, InterruptedException {
        var process = ChildProcess.start(KilledMigration.class, file.toString(), String.valueOf(statement));
        try (var output = process.inputReader()) {
            var said = output.readLine();
            assertThat(said).as("the process ended by itself").isIn(KilledMigration.STOPPED, KilledMigration.MIGRATED);
            process.toHandle().destroyForcibly();
            process.waitFor();
            return KilledMigration.STOPPED.equals(said);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void verify(Path file) throws SQLException {
        try (var storage = JdbcStorage.open(new SqliteSettings(file));
                var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            var families = storage.stores(TestSealer.SEALER).families();
            assertThat(families.start(bobs(1))).isTrue();
            assertThat(families.find(id(1))).contains(bobs(1));
            assertThat(storage.signingKeys().load().keys()).isEmpty();
            assertThat(TestTables.text(connection, "PRAGMA integrity_check")).isEqualTo("ok");
            assertThat(TestTables.number(
                            connection,
                            "SELECT max(CAST(version AS INTEGER)) FROM lintel_schema_history WHERE success"))
                    .isEqualTo(Schema.VERSION);
        }
    }
}
