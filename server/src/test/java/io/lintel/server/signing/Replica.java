package io.lintel.server.signing;

import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.secret.SealingKey;
import io.lintel.signing.KeyRotation;
import io.lintel.signing.KeySchedule;
import io.lintel.signing.SettableClock;
import io.lintel.signing.Signer;
import io.lintel.signing.SigningAlgorithm;
import io.lintel.signing.SigningAlgorithms;
import io.lintel.signing.SigningKey;
import io.lintel.signing.SigningKeys;
import io.lintel.signing.TestKeys;
import io.lintel.signing.Verifier;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.List;

/// The signing half of one replica, with a clock and a ticker that are moved by hand.
final class Replica {

    static final KeySchedule SCHEDULE =
            new KeySchedule(Duration.ofHours(6), Duration.ofHours(1), Duration.ofMinutes(10));
    static final SealingKey SEALING_KEY = SealingKey.random(new Entropy());

    private final SealedKeyPairs keyPairs;
    private final SettableClock clock = new SettableClock(TestKeys.NOON);
    private final CurrentKeys keys;
    private long ticks;

    Replica(SigningKeys store, SigningAlgorithm algorithm, Cryptography cryptography) {
        this(store, algorithm, cryptography, SCHEDULE, SEALING_KEY);
    }

    Replica(
            SigningKeys store,
            SigningAlgorithm algorithm,
            Cryptography cryptography,
            KeySchedule schedule,
            SealingKey sealingKey) {
        keyPairs = new SealedKeyPairs(new Sealer(List.of(sealingKey), new Entropy()));
        var rotation =
                new KeyRotation(store, keyPairs, schedule, SigningAlgorithms.only(algorithm), new Entropy(), clock);
        keys = new CurrentKeys(rotation, keyPairs, cryptography, clock, () -> ticks);
    }

    Replica(
            SigningKeys store,
            SigningAlgorithms algorithms,
            Cryptography cryptography,
            KeySchedule schedule,
            SealingKey sealingKey) {
        keyPairs = new SealedKeyPairs(new Sealer(List.of(sealingKey), new Entropy()));
        var rotation = new KeyRotation(store, keyPairs, schedule, algorithms, new Entropy(), clock);
        keys = new CurrentKeys(rotation, keyPairs, cryptography, clock, () -> ticks);
    }

    CurrentKeys keys() {
        return keys;
    }

    SettableClock clock() {
        return clock;
    }

    Signer signer() {
        return new JwtSigner(keys);
    }

    Verifier verifier() {
        return new JwtVerifier(keys);
    }

    SigningKey signingKey() {
        return keys.signing().key();
    }

    PrivateKey privateKey() {
        return keyPairs.open(signingKey()).orElseThrow();
    }

    /// Time passes: clock and ticker go on together.
    void pass(Duration duration) {
        clock.advance(duration);
        ticks += duration.toNanos();
    }
}
