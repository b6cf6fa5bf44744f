package io.lintel.server.storage;

import io.lintel.signing.SigningKeys;
import io.lintel.signing.SigningKeysContract;

final class InMemorySigningKeysTest implements SigningKeysContract {

    private final InMemorySigningKeys keys = new InMemorySigningKeys();

    @Override
    public SigningKeys signingKeys() {
        return keys;
    }
}
