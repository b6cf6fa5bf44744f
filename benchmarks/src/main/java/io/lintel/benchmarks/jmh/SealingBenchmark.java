package io.lintel.benchmarks.jmh;

import io.lintel.authorization.PendingAuthorization;
import io.lintel.benchmarks.jmh.RequestBenchmark.Requests;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginId;
import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.secret.Secret;
import io.lintel.server.browser.FlowCookies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/// What travels sealed: 600 bytes alone, and the cookie of a pending authorization.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class SealingBenchmark {

    @Benchmark
    public String seal(Sealed sealed) {
        return sealed.sealer.seal(Sealed.PURPOSE, sealed.plain);
    }

    @Benchmark
    public Optional<byte[]> open(Sealed sealed) {
        return sealed.sealer.open(Sealed.PURPOSE, sealed.text);
    }

    @Benchmark
    public List<String> writeFlowCookie(Sealed sealed) {
        return sealed.cookies.remember(sealed.authorization, Map.of());
    }

    @Benchmark
    public Optional<PendingAuthorization> readFlowCookie(Sealed sealed) {
        return sealed.cookies.find(sealed.authorization.id(), sealed.browser);
    }

    /// A browser on its way to an upstream provider.
    @State(Scope.Benchmark)
    public static class Sealed {

        static final String PURPOSE = "benchmark";

        private final Requests requests = new Requests();
        final Sealer sealer = requests.provider.part(Sealer.class);
        final FlowCookies cookies = requests.provider.part(FlowCookies.class);
        final byte[] plain = new Entropy().bytes(600);
        final String text = sealer.seal(PURPOSE, plain);
        final PendingAuthorization authorization = authorization(requests, new Entropy());
        final Map<String, String> browser = browser(cookies, authorization);

        private static PendingAuthorization authorization(Requests requests, Entropy entropy) {
            return new PendingAuthorization(
                            new LoginId(entropy.identifier()),
                            requests.read(),
                            entropy.secret(),
                            Instant.now().plus(Duration.ofDays(1)),
                            null,
                            null)
                    .departed(new ConnectorId("mock"), Secret.of(entropy.hex(32)));
        }

        private static Map<String, String> browser(FlowCookies cookies, PendingAuthorization authorization) {
            var pair = cookies.remember(authorization, Map.of())
                    .getFirst()
                    .split(";", 2)[0]
                    .split("=", 2);
            return Map.of(pair[0], pair[1]);
        }

        @TearDown
        public void close() {
            requests.close();
        }
    }
}
