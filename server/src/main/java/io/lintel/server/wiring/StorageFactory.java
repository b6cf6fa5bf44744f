package io.lintel.server.wiring;

import io.lintel.authorization.AuthorizationCodes;
import io.lintel.authorization.Consents;
import io.lintel.authorization.ParkedAuthorizations;
import io.lintel.authorization.PushedRequests;
import io.lintel.authorization.UsedValues;
import io.lintel.client.SubjectSalts;
import io.lintel.device.DeviceRequests;
import io.lintel.factor.FactorHolders;
import io.lintel.logout.LogoutNotices;
import io.lintel.memory.InMemoryStores;
import io.lintel.secret.Sealer;
import io.lintel.secret.SealingKeys;
import io.lintel.server.settings.Settings;
import io.lintel.server.settings.StorageSettings;
import io.lintel.server.storage.ExpiredRows;
import io.lintel.session.Sessions;
import io.lintel.signing.SigningKeys;
import io.lintel.storage.jdbc.JdbcStorage;
import io.lintel.storage.jdbc.PostgresSettings;
import io.lintel.storage.jdbc.PostgresSettings.Ssl;
import io.lintel.storage.jdbc.PostgresSettings.SslMode;
import io.lintel.storage.jdbc.SqliteSettings;
import io.lintel.storage.jdbc.SqliteSettings.Synchronous;
import io.lintel.storage.jdbc.Stores;
import io.lintel.throttle.Attempts;
import io.lintel.token.RefreshFamilies;
import io.lintel.token.RevokedGrants;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/// Opens the storage that the settings name.
@Factory
final class StorageFactory {

    @Singleton
    @Bean(preDestroy = "close")
    Storage storage(Settings settings) {
        return switch (settings.storage()) {
            case StorageSettings.Memory memory -> new Storage.Memory(new InMemoryStores());
            case StorageSettings.Sqlite3 sqlite -> sqlite(sqlite);
            case StorageSettings.Postgres postgres -> new Storage.Jdbc(JdbcStorage.deferred(postgres(postgres)));
            case StorageSettings.MySql mySql -> throw notThere();
            case StorageSettings.Etcd etcd -> throw notThere();
            case StorageSettings.Kubernetes kubernetes -> throw notThere();
        };
    }

    /// A data source name that names no file is a database that ends with the process.
    private static Storage sqlite(StorageSettings.Sqlite3 written) {
        var synchronous =
                switch (written.synchronous()) {
                    case FULL -> Synchronous.FULL;
                    case NORMAL -> Synchronous.NORMAL;
                };
        return SqliteSettings.findFile(written.file())
                .<Storage>map(file -> new Storage.Jdbc(JdbcStorage.open(new SqliteSettings(file, synchronous))))
                .orElseGet(() -> new Storage.Memory(new InMemoryStores()));
    }

    private static PostgresSettings postgres(StorageSettings.Postgres written) {
        var server = written.server();
        var ssl = server.ssl();
        return new PostgresSettings(
                server.host(),
                server.port(),
                server.database(),
                server.user(),
                server.password(),
                server.connectionTimeout(),
                server.maxOpenConns(),
                server.maxIdleConns(),
                server.connMaxLifetime(),
                new Ssl(
                        SslMode.find(ssl.mode()).orElse(SslMode.VERIFY_FULL),
                        ssl.caFile(),
                        ssl.keyFile(),
                        ssl.certFile()));
    }

    private static IllegalStateException notThere() {
        return new IllegalStateException("the settings let a storage through that is not there");
    }

    @Singleton
    SealingKeys sealingKeys(Storage storage) {
        return storage.sealingKeys();
    }

    @Singleton
    SigningKeys signingKeys(Storage storage) {
        return storage.signingKeys();
    }

    @Singleton
    SubjectSalts subjectSalts(Storage storage) {
        return storage.subjectSalts();
    }

    @Singleton
    Stores stores(Storage storage, Sealer sealer) {
        return storage.stores(sealer);
    }

    @Singleton
    AuthorizationCodes codes(Stores stores) {
        return stores.codes();
    }

    @Singleton
    ParkedAuthorizations parked(Stores stores) {
        return stores.parked();
    }

    @Singleton
    RefreshFamilies families(Stores stores) {
        return stores.families();
    }

    @Singleton
    RevokedGrants revoked(Stores stores) {
        return stores.revoked();
    }

    @Singleton
    UsedValues used(Stores stores) {
        return stores.used();
    }

    @Singleton
    FactorHolders factors(Stores stores) {
        return stores.factors();
    }

    @Singleton
    Sessions sessions(Stores stores) {
        return stores.sessions();
    }

    @Singleton
    Consents consents(Stores stores) {
        return stores.consents();
    }

    @Singleton
    Attempts attempts(Stores stores) {
        return stores.attempts();
    }

    @Singleton
    PushedRequests pushed(Stores stores) {
        return stores.pushed();
    }

    @Singleton
    DeviceRequests deviceRequests(Stores stores) {
        return stores.devices();
    }

    @Singleton
    LogoutNotices notices(Stores stores) {
        return stores.notices();
    }

    /// Started by whoever asks for it first.
    @Singleton
    @Bean(preDestroy = "close")
    ExpiredRows expiredRows(Stores stores, Settings settings, Clock clock) {
        var sessions = settings.sessions();
        return ExpiredRows.startCollecting(
                stores,
                settings.expiry().authRequests(),
                settings.longestRefreshIdleLifetime(),
                sessions == null ? null : sessions.rememberConsentFor(),
                clock);
    }
}
