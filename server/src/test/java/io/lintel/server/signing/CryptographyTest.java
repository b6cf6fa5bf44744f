package io.lintel.server.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.memory.InMemorySigningKeys;
import io.lintel.signing.InvalidJwtException;
import io.lintel.signing.JwtClaims;
import io.lintel.signing.SigningAlgorithm;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CryptographyTest {

    private static final JwtClaims CLAIMS =
            JwtClaims.builder().add("sub", "CgNmb28SA2Jhcg").build();

    private final InMemorySigningKeys store = new InMemorySigningKeys();

    @Test
    void whoComputesIsSaidOnceAndNothingIsRegistered() {
        try (var log = new CapturedLog(Cryptography.class)) {
            var cryptography = Cryptography.load(Runnable::run).awaitLoaded();
            var replica = new Replica(store, SigningAlgorithm.ES256, cryptography);
            replica.signer().sign(CLAIMS, null);
            replica.signer().sign(CLAIMS, null);

            assertThat(log.lines()).hasSize(1);
        }
        assertThat(Security.getProviders())
                .extracting(Provider::getName)
                .doesNotContain("AmazonCorrettoCryptoProvider");
    }

    @Test
    void whereNoProviderLoadsTheJdkComputes() {
        var cryptography = Cryptography.load(Runnable::run, Optional::empty).awaitLoaded();
        var replica = new Replica(store, SigningAlgorithm.ES256, cryptography);

        assertThat(cryptography.engine()).isSameAs(Engine.JDK);
        assertThat(replica.verifier()
                        .verify(replica.signer().sign(CLAIMS, null))
                        .claims())
                .isEqualTo(CLAIMS);
    }

    @Test
    void jdkComputesUntilTheProviderIsThere() {
        var tasks = new LinkedBlockingQueue<Runnable>();
        var cryptography = Cryptography.load(
                tasks::add, () -> Optional.of(new CarelessProvider(CarelessProvider.Fault.ACCEPTS_ALL)));
        assertThat(cryptography.engine()).isSameAs(Engine.JDK);

        tasks.remove().run();

        assertThat(cryptography.engine()).hasToString("Careless");
    }

    /// A wrong one is found before any token is signed or verified with it.
    @ParameterizedTest
    @EnumSource(names = "ACCEPTS_ZEROS", mode = EnumSource.Mode.EXCLUDE)
    void providerThatComputesWronglyIsNotUsed(CarelessProvider.Fault fault) {
        var tasks = new LinkedBlockingQueue<Runnable>();
        var cryptography = Cryptography.load(tasks::add, () -> Optional.of(new CarelessProvider(fault)));
        var forger = Forger.of(SigningAlgorithm.ES256, cryptography);
        var before = forger.replica().signer().sign(CLAIMS, null);

        try (var log = new CapturedLog(PreparedKey.class)) {
            tasks.remove().run();
            var after = forger.replica().signer().sign(CLAIMS, null);

            assertThat(forger.verify(before)).isNotNull();
            assertThat(forger.verify(after)).isNotNull();
            assertThatThrownBy(() -> forger.verify(withSignature(after, (byte) 7)))
                    .isInstanceOf(InvalidJwtException.class);
            assertThat(log.lines()).hasSize(1);
        }
    }

    /// CVE-2022-21449: such a provider passes every test but this one.
    @Test
    @Tag("SEC-G1")
    void zerosAreRefusedThoughTheProviderAcceptsThem() {
        var provider = new CarelessProvider(CarelessProvider.Fault.ACCEPTS_ZEROS);
        var forger = Forger.of(
                SigningAlgorithm.ES256,
                Cryptography.load(Runnable::run, () -> Optional.of(provider)).awaitLoaded());
        var token = forger.replica().signer().sign(CLAIMS, null);

        assertThat(forger.verify(token)).isNotNull();
        assertThatThrownBy(() -> forger.verify(withSignature(token, (byte) 0))).isInstanceOf(InvalidJwtException.class);
    }

    private static String withSignature(String token, byte fill) {
        var signature = new byte[64];
        Arrays.fill(signature, fill);
        return token.substring(0, token.lastIndexOf('.') + 1) + Forger.encode(signature);
    }
}
