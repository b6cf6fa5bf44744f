package io.lintel.benchmarks.jmh;

import io.lintel.benchmarks.provider.Provider;
import io.lintel.signing.SigningAlgorithm;
import io.lintel.token.TokenResponse;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Token responses with an access token and an ID token: two signatures each.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class MintingBenchmark {

    @Benchmark
    public TokenResponse rs256(Rs256 issuer) {
        return issuer.minting.mint();
    }

    @Benchmark
    public TokenResponse es256(Es256 issuer) {
        return issuer.minting.mint();
    }

    @Benchmark
    public TokenResponse edDsa(EdDsa issuer) {
        return issuer.minting.mint();
    }

    /// A provider that signs with one algorithm.
    public abstract static class Issuer {

        final Provider provider;
        final Provider.Minting minting;

        Issuer(SigningAlgorithm algorithm) {
            provider = Provider.start(algorithm);
            minting = provider.minting();
        }

        @TearDown
        public void close() {
            provider.close();
        }
    }

    @State(Scope.Benchmark)
    public static class Rs256 extends Issuer {
        public Rs256() {
            super(SigningAlgorithm.RS256);
        }
    }

    @State(Scope.Benchmark)
    public static class Es256 extends Issuer {
        public Es256() {
            super(SigningAlgorithm.ES256);
        }
    }

    @State(Scope.Benchmark)
    public static class EdDsa extends Issuer {
        public EdDsa() {
            super(SigningAlgorithm.EDDSA);
        }
    }
}
