package io.lintel.storage.jdbc;

import static io.lintel.authorization.TestAuthorizations.NOW;
import static io.lintel.authorization.TestAuthorizations.grant;
import static io.lintel.token.TestFamilies.bobs;
import static io.lintel.token.TestFamilies.id;
import static io.lintel.token.TestFamilies.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.lintel.secret.Entropy;
import io.lintel.secret.SealingKey;
import io.lintel.secret.Secret;
import io.lintel.storage.Race;
import io.lintel.storage.StorageUnavailableException;
import io.lintel.token.RefreshFamilies;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What happens when PostgreSQL is slow, away, or not what it was.
final class PostgresOutageIT {

    private static final String DATABASE = "outage";

    /// What every call keeps, with room for a machine that is busy with other things.
    private static final Duration FIVE_SECONDS_AND_A_LITTLE = Duration.ofSeconds(8);

    private TcpProxy proxy;
    private PostgresSettings settings;
    private JdbcStorage storage;
    private RefreshFamilies families;

    @BeforeEach
    void open() throws SQLException, IOException {
        PostgresServer.running().create(DATABASE);
        proxy = new TcpProxy(PostgresServer.running().port());
        settings = PostgresServer.settings("127.0.0.1", proxy.port(), DATABASE);
        storage = JdbcStorage.open(settings);
        families = storage.stores(TestSealer.SEALER).families();
        families.start(bobs(1));
    }

    @AfterEach
    void close() throws IOException {
        storage.close();
        proxy.close();
    }

    @Test
    @Tag("REL-13")
    @Tag("REL-27")
    @Tag("SEC-B13")
    void frozenDatabaseIsGivenUpAndFoundAgain() throws SQLException {
        proxy.freeze();

        var answers = Race.of(20, i -> refused(() -> families.rotate(next(bobs(1)))));
        assertThat(answers).containsOnly(true);
        assertThat(refused(() -> families.find(id(1)))).isTrue();
        assertThat(withinBounds(storage::check)).isFalse();

        proxy.thaw();
        Patience.until(storage::check);
        Patience.until(() -> !refused(() -> families.find(id(1))));
        assertNothingLeaked();
    }

    @Test
    @Tag("REL-13")
    void brokenConnectionsAreReplaced() throws IOException {
        for (var round = 0; round < 3; round++) {
            proxy.reset();
            Patience.until(() -> !refused(() -> families.find(id(1))));
            assertThat(families.find(id(1))).isPresent();
        }
    }

    @Test
    @Tag("REL-13")
    @Tag("REL-14")
    void databaseThatMayNotBeWrittenToIsNotReadyAndFoundAgain() throws SQLException {
        try (var other = PostgresServer.running().connect("postgres")) {
            TestTables.change(other, "ALTER DATABASE outage SET default_transaction_read_only = on");
            terminateOthers(other);

            Patience.until(() -> !refused(() -> families.find(id(1))));
            assertThat(refused(() -> families.rotate(next(bobs(1))))).isTrue();
            assertThat(storage.check()).isFalse();

            TestTables.change(other, "ALTER DATABASE outage RESET default_transaction_read_only");
            Patience.until(() -> !refused(() -> families.rotate(next(bobs(1)))));
            Patience.until(storage::check);
        }
    }

    @Test
    @Tag("REL-13")
    @Tag("REL-27")
    void slowDatabaseIsGivenUpWithoutLeaks() throws SQLException {
        try (var other = PostgresServer.running().connect(DATABASE)) {
            other.setAutoCommit(false);
            TestTables.change(other, "LOCK TABLE grants IN ACCESS EXCLUSIVE MODE");

            var answers = Race.of(30, i -> refused(() -> families.find(id(i))));
            assertThat(answers).containsOnly(true);
            // Nobody is left behind who waits for what nobody wants to know any more.
            Patience.until(() -> waiting(other) == 0);

            other.rollback();
        }
        Patience.until(() -> !refused(() -> families.rotate(next(bobs(1)))));
        assertNothingLeaked();
    }

    @Test
    @Tag("REL-27")
    void exhaustedPoolSaysWhatToDo() throws SQLException {
        try (var other = PostgresServer.running().connect(DATABASE)) {
            other.setAutoCommit(false);
            TestTables.change(other, "LOCK TABLE grants IN ACCESS EXCLUSIVE MODE");

            var messages = Race.of(30, i -> {
                try {
                    families.find(id(i));
                    return "an answer";
                } catch (StorageUnavailableException e) {
                    return String.valueOf(e.getMessage());
                }
            });

            assertThat(messages).anySatisfy(message -> assertThat(message).contains("maxOpenConns"));
            other.rollback();
        }
    }

    @Test
    @Tag("REL-30")
    void absentDatabaseIsSaidAtOnceByOpen() throws IOException {
        proxy.close();

        assertThatThrownBy(() -> withinBounds(() -> JdbcStorage.open(settings)))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("outage at 127.0.0.1:" + proxy.port())
                .hasMessageContaining("refused");
    }

    @Test
    @Tag("REL-30")
    void deferredStorageWorksOnceTheDatabaseIsThere() throws SQLException {
        var later =
                PostgresServer.settings("127.0.0.1", PostgresServer.running().port(), "later");
        try (var other = PostgresServer.running().connect("postgres");
                var deferred = JdbcStorage.deferred(later)) {
            TestTables.change(other, "DROP DATABASE IF EXISTS later WITH (FORCE)");
            var stores = deferred.stores(TestSealer.SEALER);
            assertThat(deferred.check()).isFalse();
            assertThatThrownBy(() -> stores.families().start(bobs(1)))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("later");

            TestTables.change(other, "CREATE DATABASE later");

            Patience.until(deferred::check);
            var key = SealingKey.random(new Entropy());
            assertThat(deferred.sealingKeys().loadOrStore(key)).isEqualTo(key);
            assertThat(stores.families().start(bobs(1))).isTrue();
        }
    }

    @Test
    void wrongPasswordIsSaidWithoutThePassword() {
        var wrong = new PostgresSettings(
                "127.0.0.1",
                PostgresServer.running().port(),
                "no_such_database",
                "nobody",
                Secret.of("a wrong password"),
                settings.connectionTimeout(),
                1,
                1,
                Duration.ZERO,
                settings.ssl());

        assertThatThrownBy(() -> JdbcStorage.open(wrong))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("nobody")
                .message()
                .doesNotContain("a wrong password");
    }

    @Test
    @Tag("SEC-C1")
    @Tag("REL-12")
    void serializableTransactionsAreRepeatedUntilTheyAreDecided() throws SQLException {
        try (var other = PostgresServer.running().connect("postgres")) {
            TestTables.change(other, "ALTER DATABASE outage SET default_transaction_isolation = 'serializable'");
            terminateOthers(other);
        }
        Patience.until(() -> !refused(() -> families.find(id(1))));

        for (var round = 0; round < 20; round++) {
            var current = families.find(id(1)).orElseThrow();
            var rotated = Race.of(10, i -> families.rotate(next(current)));
            assertThat(rotated).filteredOn(Boolean::booleanValue).hasSize(1);
        }
        Race.between(
                () -> storage.stores(TestSealer.SEALER).revoked().revoke(grant(2), NOW), () -> families.start(bobs(2)));
        assertThat(families.find(id(2))).isEmpty();
    }

    private void assertNothingLeaked() throws SQLException {
        try (var other = PostgresServer.running().connect("postgres")) {
            Patience.until(() -> connections(other) <= settings.maxOpenConns());
        }
    }

    private static long connections(Connection other) {
        try {
            return TestTables.number(other, "SELECT count(*) FROM pg_stat_activity WHERE datname = 'outage'");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static long waiting(Connection other) {
        try {
            return TestTables.number(other, "SELECT count(*) FROM pg_locks WHERE NOT granted");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void terminateOthers(Connection other) throws SQLException {
        TestTables.number(
                other, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = 'outage'");
    }

    /// Whether a call ends with the exception it must end with, and in time.
    private static boolean refused(Callable<?> call) {
        try {
            withinBounds(call);
            return false;
        } catch (StorageUnavailableException e) {
            return true;
        }
    }

    private static <T> T withinBounds(Callable<T> call) {
        return assertTimeoutPreemptively(FIVE_SECONDS_AND_A_LITTLE, call::call);
    }
}
