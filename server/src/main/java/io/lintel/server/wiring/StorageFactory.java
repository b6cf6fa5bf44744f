package io.lintel.server.wiring;

import io.lintel.authorization.AuthorizationCodes;
import io.lintel.authorization.ParkedAuthorizations;
import io.lintel.secret.SealingKeys;
import io.lintel.server.settings.Settings;
import io.lintel.server.storage.InMemoryStores;
import io.lintel.signing.SigningKeys;
import io.lintel.token.RefreshFamilies;
import io.lintel.token.RevokedGrants;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/// Opens the storage that the settings name.
@Factory
final class StorageFactory {

    @Singleton
    InMemoryStores stores(Settings settings) {
        return new InMemoryStores();
    }

    @Singleton
    AuthorizationCodes codes(InMemoryStores stores) {
        return stores.codes();
    }

    @Singleton
    ParkedAuthorizations parked(InMemoryStores stores) {
        return stores.parked();
    }

    @Singleton
    RefreshFamilies families(InMemoryStores stores) {
        return stores.families();
    }

    @Singleton
    RevokedGrants revoked(InMemoryStores stores) {
        return stores.revoked();
    }

    @Singleton
    SealingKeys sealingKeys(InMemoryStores stores) {
        return stores.sealingKeys();
    }

    @Singleton
    SigningKeys signingKeys(InMemoryStores stores) {
        return stores.signingKeys();
    }
}
