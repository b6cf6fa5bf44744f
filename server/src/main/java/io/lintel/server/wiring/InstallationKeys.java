package io.lintel.server.wiring;

import io.lintel.secret.Entropy;
import io.lintel.secret.SealingKey;
import io.lintel.secret.SealingKeys;
import io.lintel.server.settings.Settings;
import io.lintel.storage.StorageUnavailableException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sealing keys of the installation: the operator's, if there is one, and that of the storage, which may come
/// later than the server.
@Singleton
public final class InstallationKeys implements Supplier<List<SealingKey>> {

    private static final Logger LOG = LoggerFactory.getLogger(InstallationKeys.class);

    private final @Nullable SealingKey operators;
    private final SealingKeys stored;
    private final Entropy entropy;
    private volatile @Nullable List<SealingKey> found;

    InstallationKeys(Settings settings, SealingKeys stored, Entropy entropy) {
        this.operators = settings.encryptionKey();
        this.stored = stored;
        this.entropy = entropy;
    }

    /// Seals with the operator's key, if there is one, and opens what was sealed before there was one.
    ///
    /// @throws StorageUnavailableException if the storage was not there yet
    @Override
    public List<SealingKey> get() {
        var keys = found;
        return keys == null ? read() : keys;
    }

    /// Reads the keys if the storage is there. If it is not, the server goes on and is not ready; whatever it is
    /// asked tries again.
    ///
    /// @throws io.lintel.storage.jdbc.UnusableDatabaseException if the storage is there and its operator has to
    ///     do something first
    public void readIfThere() {
        try {
            get();
        } catch (StorageUnavailableException absent) {
            LOG.warn(
                    "The storage cannot be reached. The server waits for it, and is not ready until then: {}",
                    absent.getMessage());
        }
    }

    /// Whoever comes at the same time reads the same keys; nobody waits for another's attempt.
    private List<SealingKey> read() {
        var keys = new ArrayList<SealingKey>();
        if (operators != null) {
            keys.add(operators);
        }
        keys.add(stored.loadOrStore(SealingKey.random(entropy)));
        var read = List.copyOf(keys);
        found = read;
        return read;
    }
}
