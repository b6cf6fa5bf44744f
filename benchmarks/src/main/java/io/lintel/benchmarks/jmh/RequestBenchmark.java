package io.lintel.benchmarks.jmh;

import io.lintel.authorization.AuthorizationRequest;
import io.lintel.authorization.AuthorizationRequestReader;
import io.lintel.authorization.RedirectTargets;
import io.lintel.benchmarks.provider.Provider;
import io.lintel.oauth2.Parameters;
import io.lintel.server.http.FormText;
import io.lintel.signing.SigningAlgorithm;
import java.util.List;
import java.util.Map;
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

/// From the text of an authorization request to the checked request.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class RequestBenchmark {

    /// The text alone: names and values.
    @Benchmark
    public Map<String, List<String>> form(Requests requests) {
        return FormText.parse(requests.query);
    }

    /// The text, whom to answer, and what is asked.
    @Benchmark
    public AuthorizationRequest authorizationRequest(Requests requests) {
        return requests.read();
    }

    /// A request as client libraries write it.
    @State(Scope.Benchmark)
    public static class Requests {

        final Provider provider = Provider.start(SigningAlgorithm.ES256);
        final String query = "client_id=" + Provider.CLIENT
                + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A5555%2Fcallback&response_type=code"
                + "&scope=openid+profile+email+groups+offline_access&state=Uq3vXc0l8Jk2b7sN4t1yWw&nonce=n-0S6_WzA2Mj"
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
        private final RedirectTargets targets = provider.part(RedirectTargets.class);
        private final AuthorizationRequestReader reader = provider.part(AuthorizationRequestReader.class);

        AuthorizationRequest read() {
            var parameters = Parameters.of(FormText.parse(query));
            return reader.read(targets.resolve(parameters), parameters);
        }

        @TearDown
        public void close() {
            provider.close();
        }
    }
}
