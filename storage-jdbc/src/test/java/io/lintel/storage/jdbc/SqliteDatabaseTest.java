package io.lintel.storage.jdbc;

import static io.lintel.authorization.TestAuthorizations.NOW;
import static io.lintel.authorization.TestAuthorizations.code;
import static io.lintel.authorization.TestAuthorizations.issuedToAlice;
import static io.lintel.token.TestFamilies.bobs;
import static io.lintel.token.TestFamilies.id;
import static io.lintel.token.TestFamilies.next;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.secret.Entropy;
import io.lintel.secret.SealingKey;
import io.lintel.storage.Race;
import io.lintel.storage.StorageUnavailableException;
import io.lintel.storage.jdbc.SqliteSettings.Synchronous;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SqliteDatabaseTest {

    private Path directory;
    private Path file;

    @BeforeEach
    void nameFile(@TempDir Path empty) {
        directory = empty;
        file = directory.resolve("lintel.db");
    }

    @Test
    @Tag("REL-5")
    void everythingIsThereAfterClosingAndOpening() {
        var key = SealingKey.random(new Entropy());
        try (var storage = JdbcStorage.open(new SqliteSettings(file))) {
            storage.sealingKeys().loadOrStore(key);
            var stores = storage.stores(TestSealer.SEALER);
            stores.codes().add(code(1), issuedToAlice(1));
            stores.families().start(bobs(1));
            stores.families().rotate(next(bobs(1)));
            stores.revoked().revoke(bobs(2).grant(), NOW);
        }

        try (var storage = JdbcStorage.open(new SqliteSettings(file))) {
            var stores = storage.stores(TestSealer.SEALER);
            assertThat(storage.sealingKeys().loadOrStore(SealingKey.random(new Entropy())))
                    .isEqualTo(key);
            assertThat(stores.codes().find(code(1))).contains(issuedToAlice(1).binding());
            assertThat(stores.families().find(id(1))).contains(next(bobs(1)));
            assertThat(stores.revoked().contains(bobs(2).grant())).isTrue();
        }
    }

    @Test
    void secretsAreNotInTheFilesInClear() throws IOException {
        try (var storage = JdbcStorage.open(new SqliteSettings(file))) {
            storage.stores(TestSealer.SEALER).codes().add(code(1), issuedToAlice(1));
            var text = new StringBuilder();
            try (var files = Files.list(directory)) {
                for (var each : files.toList()) {
                    text.append(new String(Files.readAllBytes(each), ISO_8859_1));
                }
            }
            assertThat(text.toString())
                    .contains("preferred_username")
                    .doesNotContain(code(1).value().reveal())
                    .doesNotContain("upstream-refresh-token");
        }
    }

    @ParameterizedTest
    @CsvSource({"FULL,2", "NORMAL,1"})
    @Tag("REL-5")
    void commitsGoAsFarAsIsSaid(Synchronous synchronous, int pragma) {
        try (var database = SqliteDatabase.open(new SqliteSettings(file, synchronous))) {
            assertThat(database.<Long>write(
                            session -> session.find("PRAGMA synchronous", row -> row.number("synchronous"))
                                    .orElseThrow()))
                    .isEqualTo(pragma);
            assertThat(database.<String>write(
                            session -> session.find("PRAGMA journal_mode", row -> row.text("journal_mode"))
                                    .orElseThrow()))
                    .isEqualTo("wal");
        }
    }

    @Test
    @Tag("SEC-B13")
    @Tag("REL-13")
    void lockOfAnotherProcessIsWaitedForAndThenRefused() throws SQLException {
        try (var storage = JdbcStorage.open(new SqliteSettings(file));
                var other = connect()) {
            var families = storage.stores(TestSealer.SEALER).families();
            TestTables.change(other, "BEGIN IMMEDIATE");

            assertThatThrownBy(() -> families.start(bobs(1)))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("another process");
            assertThat(storage.check()).isFalse();
            assertThat(families.find(id(1))).isEmpty();

            TestTables.change(other, "ROLLBACK");
            assertThat(families.start(bobs(1))).isTrue();
            assertThat(storage.check()).isTrue();
        }
    }

    @Test
    @Tag("SEC-B13")
    @Tag("REL-25")
    void fullDiskIsRefusedAndForgottenWhenThereIsRoom() throws SQLException {
        try (var database = SqliteDatabase.open(new SqliteSettings(file));
                var connection = connect()) {
            var families = new JdbcRefreshFamilies(database, TestSealer.SEALER);
            families.start(bobs(0));
            database.write(session -> session.find("PRAGMA max_page_count = 1", row -> row.number("max_page_count")));

            assertThatThrownBy(() -> {
                        for (var i = 1; i < 100; i++) {
                            families.start(bobs(i));
                        }
                    })
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("disk is full");

            assertThat(families.start(bobs(1000))).isTrue();
            assertThat(families.find(id(0))).contains(bobs(0));
            assertThat(TestTables.text(connection, "PRAGMA integrity_check")).isEqualTo("ok");
        }
    }

    @Test
    @Tag("SEC-B13")
    void workThatFailsIsUndoneAloneAndTheRestOfItsGroupIsKept() throws SQLException {
        try (var database = SqliteDatabase.open(new SqliteSettings(file));
                var connection = connect()) {
            var outcomes = Race.of(60, i -> {
                try {
                    return database.<Boolean>write(session -> {
                        session.change("INSERT INTO grants (grant_id, revoked_until) VALUES (?, 1)", i);
                        if (i % 3 == 0) {
                            throw new SQLException("a fault of this work");
                        }
                        return true;
                    });
                } catch (StorageUnavailableException e) {
                    return false;
                }
            });

            assertThat(outcomes).filteredOn(Boolean::booleanValue).hasSize(40);
            assertThat(TestTables.number(connection, "SELECT count(*) FROM grants"))
                    .isEqualTo(40);
            assertThat(TestTables.number(connection, "SELECT count(*) FROM grants WHERE grant_id % 3 = 0"))
                    .isZero();
        }
    }

    @Test
    @Tag("SEC-B13")
    void whatWaitsWhenTheDatabaseIsClosedIsDoneOrRefused() throws SQLException {
        var storage = JdbcStorage.open(new SqliteSettings(file));
        var families = storage.stores(TestSealer.SEALER).families();
        var racers = new ArrayList<Runnable>(List.of(storage::close));
        var acknowledged = ConcurrentHashMap.<Integer>newKeySet();
        for (var i = 0; i < 50; i++) {
            var number = i;
            racers.add(() -> {
                try {
                    families.start(bobs(number));
                    acknowledged.add(number);
                } catch (StorageUnavailableException e) {
                    assertThat(e).hasMessageContaining(file.toString());
                }
            });
        }

        Race.between(racers.toArray(Runnable[]::new));

        try (var connection = connect()) {
            assertThat(TestTables.number(connection, "SELECT count(*) FROM grants"))
                    .isEqualTo(acknowledged.size());
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}
