package io.lintel.server.wiring;

import io.lintel.client.SubjectSalts;
import io.lintel.memory.InMemoryStores;
import io.lintel.secret.Sealer;
import io.lintel.secret.SealingKeys;
import io.lintel.signing.SigningKeys;
import io.lintel.storage.jdbc.JdbcStorage;
import io.lintel.storage.jdbc.Stores;

/// Where everything is kept: in a database, or in memory.
///
/// The keys come first, since without them there is no [Sealer] for the other stores.
interface Storage extends AutoCloseable {

    SealingKeys sealingKeys();

    SigningKeys signingKeys();

    SubjectSalts subjectSalts();

    Stores stores(Sealer sealer);

    /// Whether it can be written to now.
    boolean isHealthy();

    @Override
    void close();

    /// In a database.
    record Jdbc(JdbcStorage storage) implements Storage {

        @Override
        public SealingKeys sealingKeys() {
            return storage.sealingKeys();
        }

        @Override
        public SigningKeys signingKeys() {
            return storage.signingKeys();
        }

        @Override
        public SubjectSalts subjectSalts() {
            return storage.subjectSalts();
        }

        @Override
        public Stores stores(Sealer sealer) {
            return storage.stores(sealer);
        }

        @Override
        public boolean isHealthy() {
            return storage.check();
        }

        @Override
        public void close() {
            storage.close();
        }
    }

    /// In memory: gone when the server ends.
    record Memory(InMemoryStores storage) implements Storage {

        @Override
        public SealingKeys sealingKeys() {
            return storage.sealingKeys();
        }

        @Override
        public SigningKeys signingKeys() {
            return storage.signingKeys();
        }

        @Override
        public SubjectSalts subjectSalts() {
            return storage.subjectSalts();
        }

        @Override
        public Stores stores(Sealer sealer) {
            return new Stores(
                    storage.codes(),
                    storage.parked(),
                    storage.families(),
                    storage.revoked(),
                    storage.used(),
                    storage.sessions(),
                    storage.consents(),
                    storage.clients(),
                    storage.attempts(),
                    storage.pushed(),
                    storage.devices(),
                    storage.notices(),
                    storage.factors());
        }

        @Override
        public boolean isHealthy() {
            return true;
        }

        @Override
        public void close() {}
    }
}
