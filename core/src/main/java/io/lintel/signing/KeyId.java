package io.lintel.signing;

import io.lintel.secret.Entropy;

/// The name of a key, `kid` (RFC 7515, section 4.1.4). It is only good for finding a key.
public record KeyId(String value) {

    private static final int RANDOM_BYTES = 20;
    private static final int MOST_CHARACTERS = 128;

    public KeyId {
        if (value.isEmpty() || value.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("A key id has 1 to " + MOST_CHARACTERS + " characters.");
        }
    }

    /// A new id: 40 hexadecimal characters that no other key has.
    public static KeyId random(Entropy entropy) {
        return new KeyId(entropy.hex(RANDOM_BYTES));
    }

    @Override
    public String toString() {
        return value;
    }
}
