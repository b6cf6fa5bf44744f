package io.lintel.storage.jdbc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lintel.storage.StorageUnavailableException;
import io.lintel.storage.jdbc.PostgresSettings.SslMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/// Makes connections to one PostgreSQL database, and says what was wrong when it or they fail.
final class PostgresConnections {

    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "Ed25519");

    private final PostgresSettings settings;

    PostgresConnections(PostgresSettings settings) {
        this.settings = settings;
    }

    /// Connections for what migrates, which may take its time.
    PGSimpleDataSource unhurried() {
        var source = new PGSimpleDataSource();
        source.setApplicationName("lintel");
        source.setDatabaseName(settings.database());
        source.setUser(settings.user());
        if (!settings.password().isEmpty()) {
            source.setPassword(settings.password().reveal());
        }
        var seconds = Math.toIntExact(Math.max(1, settings.connectionTimeout().toSeconds()));
        source.setConnectTimeout(seconds);
        source.setLoginTimeout(seconds);
        source.setTcpKeepAlive(true);
        // The details of an error quote rows.
        source.setLogServerErrorDetail(false);
        source.setPortNumbers(new int[] {settings.port()});
        if (settings.isUnixSocket()) {
            source.setServerNames(new String[] {"localhost"});
            source.setSocketFactory(UnixSocketFactory.class.getName());
            source.setSocketFactoryArg(settings.host() + "/.s.PGSQL." + settings.port());
            source.setSslMode(SslMode.DISABLE.value());
        } else {
            source.setServerNames(new String[] {settings.host()});
            secure(source);
        }
        return source;
    }

    /// Connections on which nothing takes longer than that.
    PGSimpleDataSource hurried(Duration socketTimeout) {
        var source = unhurried();
        source.setSocketTimeout(Math.toIntExact(socketTimeout.toSeconds()));
        return source;
    }

    private void secure(PGSimpleDataSource source) {
        var ssl = settings.ssl();
        var mode = ssl.mode() == SslMode.REQUIRE && ssl.caFile() != null ? SslMode.VERIFY_CA : ssl.mode();
        source.setSslMode(mode.value());
        if (ssl.caFile() != null) {
            source.setSslRootCert(ssl.caFile().toString());
        } else if (mode.verifies()) {
            source.setSslfactory(DefaultJavaSSLFactory.class.getName());
        }
        if (ssl.certFile() != null && ssl.keyFile() != null) {
            source.setSslCert(ssl.certFile().toString());
            source.setSslKey(ssl.keyFile().toString());
            try {
                source.setProperty("pemKeyAlgorithm", keyAlgorithm(ssl.keyFile()));
            } catch (SQLException e) {
                throw failure(e);
            }
        }
    }

    /// The driver wants to be told.
    private static String keyAlgorithm(Path file) {
        try {
            var text = Files.readString(file, US_ASCII);
            var begin = text.indexOf("-----BEGIN PRIVATE KEY-----");
            var end = text.indexOf("-----END PRIVATE KEY-----");
            if (begin < 0 || end < begin) {
                return KEY_ALGORITHMS.getFirst();
            }
            var der =
                    Base64.getMimeDecoder().decode(text.substring(begin + "-----BEGIN PRIVATE KEY-----".length(), end));
            return KEY_ALGORITHMS.stream()
                    .filter(algorithm -> isKeyOf(algorithm, der))
                    .findFirst()
                    .orElseGet(KEY_ALGORITHMS::getFirst);
        } catch (IOException e) {
            throw UnusableDatabaseException.because(
                    "The key of the database's client certificate, " + file + ", cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isKeyOf(String algorithm, byte[] der) {
        try {
            KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /// What to say of a failure. The message of the server is quoted where it cannot speak of rows: about
    /// connections, authentication and what it has run out of.
    RuntimeException failure(SQLException e) {
        var state = Objects.requireNonNullElse(e.getSQLState(), "no SQLSTATE");
        var kind = state.length() < 2 ? state : state.substring(0, 2);
        var cause = e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")";
        var reason =
                switch (kind) {
                    case "08", "28", "3D", "53", "57", "58" -> e.getMessage() + cause;
                    case "25" -> "it does not let itself be written to now";
                    case "42" -> "it refuses a statement; see the cause. Its user must own the tables";
                    default -> "see the cause";
                };
        return StorageUnavailableException.because(
                "The PostgreSQL database " + settings.where() + " does not answer (" + state + "): " + reason, e);
    }

    StorageUnavailableException unavailable(String reason, Throwable cause) {
        return StorageUnavailableException.because(
                "The PostgreSQL database " + settings.where() + " does not answer: " + reason, cause);
    }

    StorageUnavailableException unavailable(String reason) {
        return StorageUnavailableException.because(
                "The PostgreSQL database " + settings.where() + " does not answer: " + reason);
    }
}
