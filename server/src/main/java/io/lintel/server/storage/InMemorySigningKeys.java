package io.lintel.server.storage;

import io.lintel.signing.KeyRing;
import io.lintel.signing.SigningKeys;

final class InMemorySigningKeys implements SigningKeys {

    private KeyRing stored = KeyRing.empty();

    @Override
    public synchronized KeyRing load() {
        return stored;
    }

    @Override
    public synchronized boolean replace(KeyRing expected, KeyRing next) {
        if (stored.version() != expected.version()) {
            return false;
        }
        stored = next;
        return true;
    }
}
