package io.lintel.server.wiring;

import io.lintel.client.ClientJwts;
import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.server.outbound.FetchFailedException;
import io.lintel.server.outbound.Fetching;
import io.lintel.server.outbound.Wanted;
import io.lintel.server.settings.Settings;
import io.lintel.server.settings.SignerSettings;
import io.lintel.server.signing.ClientJwtVerifier;
import io.lintel.server.signing.ClientKeySet;
import io.lintel.server.signing.Cryptography;
import io.lintel.server.signing.CurrentKeys;
import io.lintel.server.signing.JwtSigner;
import io.lintel.server.signing.JwtVerifier;
import io.lintel.server.signing.KeyRefresh;
import io.lintel.server.signing.PublishedKeySets;
import io.lintel.server.signing.SealedKeyPairs;
import io.lintel.signing.InvalidJwtException;
import io.lintel.signing.KeyRotation;
import io.lintel.signing.KeySchedule;
import io.lintel.signing.Signer;
import io.lintel.signing.SigningAlgorithm;
import io.lintel.signing.SigningAlgorithms;
import io.lintel.signing.SigningKeys;
import io.lintel.signing.Verifier;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Constructs what signs and verifies.
@Factory
final class SigningFactory {

    /// The `max-age` the key set is published with.
    private static final Duration CACHE_TIME = Duration.ofMinutes(10);

    /// Until the provider is there the JDK signs, which for the first answers is as good.
    @Singleton
    Cryptography cryptography(AfterStart executor) {
        return Cryptography.load(executor);
    }

    @Singleton
    CurrentKeys currentKeys(
            SigningKeys store,
            Sealer sealer,
            Cryptography cryptography,
            Settings settings,
            Entropy entropy,
            Clock clock) {
        var keyPairs = new SealedKeyPairs(sealer);
        var rotation =
                switch (settings.signer()) {
                    case SignerSettings.Local local ->
                        new KeyRotation(
                                store,
                                keyPairs,
                                new KeySchedule(
                                        local.keysRotationPeriod(), settings.longestTokenLifetime(), CACHE_TIME),
                                algorithms(local, settings),
                                entropy,
                                clock);
                    case SignerSettings.Vault vault ->
                        throw new IllegalStateException("the settings let a signer through that is not there");
                };
        return new CurrentKeys(rotation, keyPairs, cryptography, clock, System::nanoTime);
    }

    private static SigningAlgorithms algorithms(SignerSettings.Local local, Settings settings) {
        var others = new ArrayList<>(settings.oauth2().signingAlgorithms());
        for (var client : settings.staticClients()) {
            addIfPresent(others, client.tokens().idTokenAlgorithm());
            addIfPresent(others, client.tokens().userInfoAlgorithm());
        }
        return new SigningAlgorithms(local.algorithm(), others);
    }

    private static void addIfPresent(List<SigningAlgorithm> algorithms, @Nullable SigningAlgorithm wanted) {
        if (wanted != null) {
            algorithms.add(wanted);
        }
    }

    /// Started by whoever asks for it first.
    @Singleton
    @Bean(preDestroy = "close")
    KeyRefresh keyRefresh(CurrentKeys keys) {
        return KeyRefresh.start(keys);
    }

    @Singleton
    Signer signer(CurrentKeys keys) {
        return new JwtSigner(keys);
    }

    @Singleton
    Verifier verifier(CurrentKeys keys) {
        return new JwtVerifier(keys);
    }

    @Singleton
    ClientJwts clientJwts(Fetching fetching) {
        return new ClientJwtVerifier(new PublishedKeySets(
                (uri, namedBy) -> {
                    try {
                        return fetching.fetch(uri, namedBy, Wanted.json(ClientKeySet.MOST_CHARACTERS))
                                .text();
                    } catch (FetchFailedException failed) {
                        throw InvalidJwtException.because(String.valueOf(failed.getMessage()), failed);
                    }
                },
                System::nanoTime));
    }
}
