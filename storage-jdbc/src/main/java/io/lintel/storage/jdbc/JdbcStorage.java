package io.lintel.storage.jdbc;

import io.lintel.client.SubjectSalts;
import io.lintel.secret.Sealer;
import io.lintel.secret.SealingKeys;
import io.lintel.signing.SigningKeys;
import io.lintel.storage.StorageUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A database with all that Lintel keeps in it.
///
/// The keys come first, since without them there is no [Sealer] for the other stores.
public final class JdbcStorage implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcStorage.class);

    private final Database database;

    private JdbcStorage(Database database) {
        this.database = database;
    }

    /// Opens an SQLite file, which is made if there is none, and brings its tables up to date.
    ///
    /// @throws UnusableDatabaseException if its operator has to do something first
    /// @throws StorageUnavailableException if trying again may help, as when another process holds the lock
    public static JdbcStorage open(SqliteSettings settings) {
        return new JdbcStorage(SqliteDatabase.open(settings));
    }

    /// Opens a PostgreSQL database and brings its tables up to date. Afterwards the database may go and come as
    /// it likes.
    ///
    /// @throws UnusableDatabaseException if its operator has to do something first
    /// @throws StorageUnavailableException if it cannot be reached, which may be its operator's business too
    public static JdbcStorage open(PostgresSettings settings) {
        var database = new PostgresDatabase(settings);
        try {
            database.openNow();
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        return new JdbcStorage(database);
    }

    /// A PostgreSQL database that need not be there yet: it is opened when something is first asked of it, and
    /// until then everything that is asked ends with [StorageUnavailableException] or
    /// [UnusableDatabaseException].
    public static JdbcStorage deferred(PostgresSettings settings) {
        return new JdbcStorage(new PostgresDatabase(settings));
    }

    public SealingKeys sealingKeys() {
        return new JdbcSealingKeys(database);
    }

    /// The private keys in it are sealed by whoever makes them.
    public SigningKeys signingKeys() {
        return new JdbcSigningKeys(database);
    }

    public SubjectSalts subjectSalts() {
        return new JdbcSubjectSalts(database);
    }

    public Stores stores(Sealer sealer) {
        return new Stores(
                new JdbcAuthorizationCodes(database, sealer),
                new JdbcParkedAuthorizations(database, sealer),
                new JdbcRefreshFamilies(database, sealer),
                new JdbcRevokedGrants(database),
                new JdbcUsedValues(database),
                new JdbcSessions(database, sealer),
                new JdbcConsents(database),
                new JdbcRegisteredClients(database, sealer),
                new JdbcAttempts(database),
                new JdbcPushedRequests(database, sealer),
                new JdbcDeviceRequests(database, sealer),
                new JdbcLogoutNotices(database),
                new JdbcFactorHolders(database, sealer));
    }

    /// Whether the database can be written to now; answers within five seconds.
    public boolean check() {
        try {
            return database.write(
                            session -> session.find(database.dialect().probe(), row -> row.number("writable") == 1))
                    .orElse(false);
        } catch (StorageUnavailableException | UnusableDatabaseException e) {
            LOG.debug("The database was asked whether it is there and did not answer.", e);
            return false;
        }
    }

    /// Does what is under way, then closes all connections.
    @Override
    public void close() {
        database.close();
    }
}
