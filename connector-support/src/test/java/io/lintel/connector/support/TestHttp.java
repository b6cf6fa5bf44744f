package io.lintel.connector.support;

import io.lintel.connector.testkit.LoopbackCertificate;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Clients for loopback upstreams, and replies without any.
final class TestHttp {

    private TestHttp() {}

    /// May call 127.0.0.1 and trusts its certificate; a call may take 20 s.
    static UpstreamHttp patient() {
        return limited(HttpLimits.of(Duration.ofSeconds(20)));
    }

    static UpstreamHttp limited(HttpLimits limits) {
        return new UpstreamHttp(trusting(), Destinations.of(List.of("127.0.0.1")), limits);
    }

    static HttpClient trusting() {
        return HttpClient.newBuilder()
                .sslContext(RootCertificates.trusting(
                        "rootCA", LoopbackCertificate.shared().pem()))
                .build();
    }

    static Deadline deadline() {
        return Deadline.in(Duration.ofSeconds(30));
    }

    static Reply reply(URI uri, int status, Map<String, List<String>> headers, String body) {
        return new Reply(
                Call.get(uri), status, HttpHeaders.of(headers, (_, _) -> true), body.getBytes(StandardCharsets.UTF_8));
    }
}
