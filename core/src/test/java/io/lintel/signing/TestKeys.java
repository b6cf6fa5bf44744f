package io.lintel.signing;

import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Keys for tests that do not compute signatures: one public key for each algorithm, made once.
public final class TestKeys implements KeyPairs {

    /// Noon of some day, where tests begin.
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final Map<SigningAlgorithm, PublicKey> PUBLIC_KEYS = Arrays.stream(SigningAlgorithm.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), TestKeys::generate));

    private final Entropy entropy = new Entropy();

    @Override
    public SealedKeyPair create(KeyId id, SigningAlgorithm algorithm) {
        return new SealedKeyPair(
                Objects.requireNonNull(PUBLIC_KEYS.get(algorithm)), Secret.of("sealed-" + entropy.hex(8)));
    }

    /// A key that is published and active from that time on.
    public SigningKey key(SigningAlgorithm algorithm, Instant from) {
        var id = KeyId.random(entropy);
        var pair = create(id, algorithm);
        return new SigningKey(
                id, algorithm, pair.publicKey(), pair.privateKey(), from, from, null, from.plus(Duration.ofDays(1)));
    }

    private static PublicKey generate(SigningAlgorithm algorithm) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm.keyAlgorithm());
            switch (algorithm) {
                case RS256, RS384, RS512, PS256 -> generator.initialize(2048);
                case ES256, ES384, ES512 ->
                    generator.initialize(algorithm.requireCurve().parameters());
                case EDDSA -> {}
            }
            return generator.generateKeyPair().getPublic();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
