package io.lintel.storage.jdbc;

import static io.lintel.token.TestFamilies.bobs;
import static io.lintel.token.TestFamilies.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.storage.Race;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How the tables come to be in PostgreSQL.
final class PostgresSchemaIT {

    private static final String DATABASE = "schema_test";

    @Test
    @Tag("REL-15")
    void manyThatStartTogetherAllOpen() throws SQLException {
        for (var round = 0; round < 3; round++) {
            var settings = PostgresServer.running().create(DATABASE);

            var opened = Race.of(4, i -> JdbcStorage.open(settings));

            assertThat(opened).allMatch(JdbcStorage::check);
            opened.forEach(JdbcStorage::close);
        }
    }

    @Test
    @Tag("REL-15")
    void newerSchemaIsRefused() throws SQLException {
        var settings = PostgresServer.running().create(DATABASE);
        JdbcStorage.open(settings).close();
        try (var connection = PostgresServer.running().connect(DATABASE)) {
            TestTables.addMigration(connection, Schema.VERSION + 1);
        }

        assertThatThrownBy(() -> JdbcStorage.open(settings))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("version " + (Schema.VERSION + 1))
                .hasMessageContaining("newer release");
        try (var deferred = JdbcStorage.deferred(settings)) {
            assertThat(deferred.check()).isFalse();
        }
    }

    @Test
    @Tag("REL-15")
    void migrationThatWasKilledIsDoneAgain() throws SQLException {
        var settings = PostgresServer.running().create(DATABASE);
        JdbcStorage.open(settings).close();
        try (var connection = PostgresServer.running().connect(DATABASE)) {
            TestTables.change(connection, "DELETE FROM lintel_schema_history");
            TestTables.change(connection, "DROP TABLE signing_key_rings");
        }

        try (var storage = JdbcStorage.open(settings)) {
            assertThat(storage.signingKeys().load().keys()).isEmpty();
            assertThat(storage.stores(TestSealer.SEALER).families().start(bobs(1)))
                    .isTrue();
        }
    }

    @Test
    void databaseOfOthersIsShared() throws SQLException {
        var settings = PostgresServer.running().create(DATABASE);
        try (var connection = PostgresServer.running().connect(DATABASE)) {
            TestTables.change(connection, "CREATE TABLE refresh_token (id TEXT PRIMARY KEY)");
            TestTables.change(connection, "CREATE TABLE migrations (num INTEGER)");
        }

        try (var storage = JdbcStorage.open(settings)) {
            assertThat(storage.check()).isTrue();
        }
    }

    @Test
    void rotationTouchesNoIndex() throws SQLException {
        var settings = PostgresServer.running().create(DATABASE);
        try (var storage = JdbcStorage.open(settings)) {
            var families = storage.stores(TestSealer.SEALER).families();
            var family = bobs(1);
            families.start(family);
            for (var i = 0; i < 50; i++) {
                family = next(family);
                families.rotate(family);
            }

            Patience.until(() -> hotUpdates(settings) >= 45);
        }
    }

    private static long hotUpdates(PostgresSettings settings) {
        try (var connection = PostgresServer.running().connect(settings.database())) {
            return TestTables.number(
                    connection, "SELECT coalesce(n_tup_hot_upd, 0) FROM pg_stat_user_tables WHERE relname = 'grants'");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
