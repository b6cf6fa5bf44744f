package io.lintel.signing;

final class FakeSigningKeysTest implements SigningKeysContract {

    private final FakeSigningKeys keys = new FakeSigningKeys();

    @Override
    public SigningKeys signingKeys() {
        return keys;
    }
}
