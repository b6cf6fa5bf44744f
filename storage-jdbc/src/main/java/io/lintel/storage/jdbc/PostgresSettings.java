package io.lintel.storage.jdbc;

import io.lintel.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How to reach a PostgreSQL database.
///
/// @param host a name or address, or the directory of a Unix socket if it begins with `/`
/// @param connectionTimeout how long making a connection may take; zero for the usual four seconds
/// @param maxOpenConns the most connections at a time; zero for the usual five
/// @param maxIdleConns the most connections that are kept while nobody uses them; zero for the usual five
/// @param connMaxLifetime when a connection is replaced by another; zero for never
public record PostgresSettings(
        String host,
        int port,
        String database,
        String user,
        Secret password,
        Duration connectionTimeout,
        int maxOpenConns,
        int maxIdleConns,
        Duration connMaxLifetime,
        Ssl ssl) {

    private static final int USUAL_CONNECTIONS = 5;
    private static final Duration USUAL_CONNECTION_TIMEOUT = Duration.ofSeconds(4);

    public PostgresSettings {
        connectionTimeout = connectionTimeout.isPositive() ? connectionTimeout : USUAL_CONNECTION_TIMEOUT;
        maxOpenConns = maxOpenConns > 0 ? maxOpenConns : USUAL_CONNECTIONS;
        maxIdleConns = Math.min(maxOpenConns, maxIdleConns > 0 ? maxIdleConns : USUAL_CONNECTIONS);
    }

    boolean isUnixSocket() {
        return host.startsWith("/");
    }

    /// Which database it is, for whoever reads a message.
    String where() {
        return database + " at " + (isUnixSocket() ? host : host + ":" + port);
    }

    /// How the database is believed to be itself, and how it is told who we are.
    ///
    /// @param caFile who may vouch for it, as PEM; none for the authorities of the Java runtime
    /// @param keyFile the private key of our certificate, as PKCS#8 in PEM or DER
    /// @param certFile our certificate, as PEM
    public record Ssl(
            SslMode mode,
            @Nullable Path caFile,
            @Nullable Path keyFile,
            @Nullable Path certFile) {

        public Ssl {
            if ((keyFile == null) != (certFile == null)) {
                throw new IllegalArgumentException("ssl.keyFile and ssl.certFile belong together: set both or none.");
            }
            if (certFile != null && caFile == null && mode.verifies()) {
                throw new IllegalArgumentException(
                        "ssl.certFile with ssl.mode " + mode.value() + " needs ssl.caFile: name the file with the"
                                + " certificate of the authority that vouches for the database.");
            }
        }

        public Ssl(SslMode mode) {
            this(mode, null, null, null);
        }
    }

    /// How much is demanded of a connection, in PostgreSQL's words.
    public enum SslMode {
        DISABLE("disable"),
        /// Encrypted, and nobody knows with whom. With a `caFile` it means `verify-ca`, as it does for libpq.
        REQUIRE("require"),
        VERIFY_CA("verify-ca"),
        VERIFY_FULL("verify-full");

        private final String value;

        SslMode(String value) {
            this.value = value;
        }

        public static Optional<SslMode> find(String value) {
            return Arrays.stream(values())
                    .filter(mode -> mode.value.equals(value))
                    .findFirst();
        }

        public String value() {
            return value;
        }

        boolean verifies() {
            return this == VERIFY_CA || this == VERIFY_FULL;
        }
    }
}
