package io.lintel.storage.jdbc;

import static io.lintel.token.TestFamilies.alices;
import static io.lintel.token.TestFamilies.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.secret.Secret;
import io.lintel.storage.StorageUnavailableException;
import io.lintel.storage.jdbc.PostgresSettings.Ssl;
import io.lintel.storage.jdbc.PostgresSettings.SslMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The ways to a database.
final class PostgresConnectionIT {

    private static final String DATABASE = "ways";

    private static PostgresServer server;
    private static Path ca;

    @BeforeAll
    static void createDatabase() throws SQLException {
        server = PostgresServer.running();
        server.create(DATABASE);
        ca = server.certificate().certificate();
    }

    @Test
    void databaseIsFoundByItsUnixSocket() {
        try (var storage = JdbcStorage.open(settings(server.directory().toString(), new Ssl(SslMode.VERIFY_FULL)))) {
            var families = storage.stores(TestSealer.SEALER).families();
            families.start(alices(1));
            assertThat(families.find(id(1))).contains(alices(1));
        }
    }

    @Test
    void missingUnixSocketIsNamed() {
        assertThatThrownBy(() -> JdbcStorage.open(settings("/no/such/directory", new Ssl(SslMode.DISABLE))))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("/no/such/directory");
    }

    @Test
    void databaseIsBelievedIfTheAuthorityVouchesForItsName() throws SQLException {
        try (var storage = JdbcStorage.open(settings("localhost", new Ssl(SslMode.VERIFY_FULL, ca, null, null)));
                var other = server.connect(DATABASE)) {
            assertThat(storage.check()).isTrue();
            assertThat(TestTables.number(
                            other,
                            "SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
                                    + " WHERE ssl AND application_name = 'lintel'"))
                    .isPositive();
        }
    }

    @Test
    void databaseOfAnotherNameIsRefused() {
        assertRefused("127.0.0.1", new Ssl(SslMode.VERIFY_FULL, ca, null, null));
    }

    @Test
    void nameDoesNotMatterIfOnlyTheAuthorityIsAskedFor() {
        assertAccepted("127.0.0.1", new Ssl(SslMode.VERIFY_CA, ca, null, null));
    }

    @Test
    void databaseThatNobodyVouchesForIsRefused() {
        var stranger = server.clientCertificate().certificate();

        assertRefused("localhost", new Ssl(SslMode.VERIFY_FULL));
        assertRefused("localhost", new Ssl(SslMode.VERIFY_FULL, stranger, null, null));
        assertRefused("localhost", new Ssl(SslMode.VERIFY_CA, stranger, null, null));
        assertRefused("localhost", new Ssl(SslMode.REQUIRE, stranger, null, null));
    }

    @Test
    void encryptionAloneAsksForNobody() {
        assertAccepted("127.0.0.1", new Ssl(SslMode.REQUIRE));
    }

    @Test
    void clientShowsItsCertificate() throws SQLException, IOException {
        try (var other = server.connect("postgres")) {
            TestTables.change(other, "CREATE ROLE certified LOGIN SUPERUSER");
            var rules = Path.of(TestTables.text(other, "SHOW hba_file"));
            Files.writeString(
                    rules, "hostssl all certified all trust clientcert=verify-ca\n" + Files.readString(rules));
            TestTables.text(other, "SELECT pg_reload_conf()::text");
        }
        var client = server.clientCertificate();

        Patience.until(() -> isOpened(new Ssl(SslMode.VERIFY_FULL, ca, client.key(), client.certificate())));
        assertThatThrownBy(() ->
                        JdbcStorage.open(as("certified", "localhost", new Ssl(SslMode.VERIFY_FULL, ca, null, null))))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("certificate");
    }

    @Test
    void halfACertificateIsAMistake() {
        assertThatThrownBy(() -> new Ssl(SslMode.VERIFY_FULL, ca, ca, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ssl.keyFile and ssl.certFile");
        assertThatThrownBy(() -> new Ssl(SslMode.VERIFY_CA, null, ca, ca))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ssl.caFile");
    }

    @Test
    void zeroMeansTheUsual() {
        var usual = settings("localhost", new Ssl(SslMode.DISABLE));

        assertThat(usual.maxOpenConns()).isEqualTo(5);
        assertThat(usual.maxIdleConns()).isEqualTo(5);
        assertThat(usual.connectionTimeout()).isEqualTo(Duration.ofSeconds(4));
    }

    private static boolean isOpened(Ssl ssl) {
        try {
            JdbcStorage.open(as("certified", "localhost", ssl)).close();
            return true;
        } catch (StorageUnavailableException e) {
            return false;
        }
    }

    private static void assertAccepted(String host, Ssl ssl) {
        try (var storage = JdbcStorage.open(settings(host, ssl))) {
            assertThat(storage.check()).isTrue();
        }
    }

    private static void assertRefused(String host, Ssl ssl) {
        assertThatThrownBy(() -> JdbcStorage.open(settings(host, ssl)))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining(DATABASE + " at " + host);
    }

    private static PostgresSettings settings(String host, Ssl ssl) {
        return as("postgres", host, ssl);
    }

    private static PostgresSettings as(String user, String host, Ssl ssl) {
        return new PostgresSettings(
                host, server.port(), DATABASE, user, Secret.of("postgres"), Duration.ZERO, 0, 0, Duration.ZERO, ssl);
    }
}
