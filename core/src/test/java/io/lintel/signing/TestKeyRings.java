package io.lintel.signing;

import io.lintel.secret.Secret;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;

/// Key rings with keys of every algorithm.
public final class TestKeyRings {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00.123Z");

    private TestKeyRings() {}

    /// The first ring: one key that signs.
    public static KeyRing first() {
        return KeyRing.empty().next(List.of(key("first", SigningAlgorithm.ES256, 0)));
    }

    /// The ring after that one: a retired key without its private half, one in use and one announced.
    public static KeyRing after(KeyRing ring) {
        return ring.next(List.of(
                key("retired", SigningAlgorithm.RS256, 0)
                        .retire(START.plusSeconds(60), START.plusSeconds(600))
                        .withoutPrivateKey(),
                key("in-use", SigningAlgorithm.ES256, 60).retire(START.plusSeconds(120), START.plusSeconds(700)),
                key("announced", SigningAlgorithm.EDDSA, 120)));
    }

    private static SigningKey key(String id, SigningAlgorithm algorithm, int activeAfterSeconds) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm.keyAlgorithm());
            if (algorithm == SigningAlgorithm.ES256) {
                generator.initialize(256);
            }
            var pair = generator.generateKeyPair();
            var active = START.plusSeconds(activeAfterSeconds);
            return new SigningKey(
                    new KeyId(id),
                    algorithm,
                    pair.getPublic(),
                    Secret.of("sealed private key of " + id),
                    START,
                    active,
                    null,
                    active.plusSeconds(600));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java cannot make keys for " + algorithm, e);
        }
    }
}
