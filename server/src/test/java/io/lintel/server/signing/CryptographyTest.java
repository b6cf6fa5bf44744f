package io.lintel.server.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.storage.InMemorySigningKeys;
import io.lintel.signing.JwtClaims;
import io.lintel.signing.SigningAlgorithm;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        var cryptography = Cryptography.load(tasks::add, () -> Optional.of(new LyingProvider(false)));
        assertThat(cryptography.engine()).isSameAs(Engine.JDK);

        tasks.remove().run();

        assertThat(cryptography.engine()).hasToString("Lying");
    }

    /// Wrong signatures and exceptions are found before any token is signed.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void providerThatComputesWronglyIsNotUsed(boolean throwing) {
        var tasks = new LinkedBlockingQueue<Runnable>();
        var cryptography = Cryptography.load(tasks::add, () -> Optional.of(new LyingProvider(throwing)));
        var replica = new Replica(store, SigningAlgorithm.ES256, cryptography);
        var before = replica.signer().sign(CLAIMS, null);

        try (var log = new CapturedLog(PreparedKey.class)) {
            tasks.remove().run();
            var after = replica.signer().sign(CLAIMS, null);

            assertThat(replica.verifier().verify(before)).isNotNull();
            assertThat(replica.verifier().verify(after)).isNotNull();
            assertThat(log.lines()).hasSize(1);
        }
    }

    /// A provider whose ES256 is always the same wrong bytes, or fails.
    private static final class LyingProvider extends Provider {

        LyingProvider(boolean throwing) {
            super("Lying", "1", "computes wrongly");
            putService(
                    new Service(
                            this,
                            "Signature",
                            SigningAlgorithm.ES256.signatureAlgorithm(),
                            LyingSignature.class.getName(),
                            null,
                            null) {
                        @Override
                        public Object newInstance(Object parameter) {
                            return new LyingSignature(throwing);
                        }
                    });
        }
    }

    private static final class LyingSignature extends SignatureSpi {

        private final boolean throwing;

        LyingSignature(boolean throwing) {
            this.throwing = throwing;
        }

        @Override
        protected void engineInitVerify(PublicKey key) {}

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            if (throwing) {
                throw new InvalidKeyException("told to fail");
            }
        }

        @Override
        protected void engineUpdate(byte next) {}

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) {}

        @Override
        protected byte[] engineSign() {
            return new byte[64];
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            return true;
        }

        @Deprecated
        @Override
        protected void engineSetParameter(String name, Object value) {}

        @Deprecated
        @Override
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException(name);
        }
    }
}
