package io.lintel.client;

import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;

/// What subjects that tell nothing are made with. It is made once for an installation: with another one every
/// end-user would be somebody else.
public record SubjectSalt(Secret value) {

    /// The characters of 256 random bits in base32.
    private static final int LENGTH = 52;

    /// @throws IllegalArgumentException if it was not made by [#random]
    public SubjectSalt {
        if (value.reveal().length() != LENGTH) {
            throw new IllegalArgumentException("a salt of subjects has " + LENGTH + " characters");
        }
    }

    public static SubjectSalt random(Entropy entropy) {
        return new SubjectSalt(Secret.of(Entropy.base32(entropy.bytes(32))));
    }
}
