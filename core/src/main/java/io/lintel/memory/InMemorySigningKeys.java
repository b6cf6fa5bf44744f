package io.lintel.memory;

import io.lintel.signing.KeyRing;
import io.lintel.signing.SigningKeys;
import java.util.concurrent.atomic.AtomicReference;

/// Signing keys that end with the process.
public final class InMemorySigningKeys implements SigningKeys {

    private final AtomicReference<KeyRing> stored = new AtomicReference<>(KeyRing.empty());

    @Override
    public KeyRing load() {
        return stored.get();
    }

    @Override
    public boolean replace(KeyRing expected, KeyRing next) {
        var current = stored.get();
        return current.version() == expected.version() && stored.compareAndSet(current, next);
    }
}
