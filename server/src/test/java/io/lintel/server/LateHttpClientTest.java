package io.lintel.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

final class LateHttpClientTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ArrayList<HttpClient> made = new ArrayList<>();
    private final LateHttpClient client = new LateHttpClient(() -> {
        var next = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
        made.add(next);
        return next;
    });

    @Test
    void clientIsMadeOnceAndAtItsFirstUse() {
        assertThat(made).isEmpty();

        assertThat(client.connectTimeout()).contains(TIMEOUT);
        assertThat(client.followRedirects()).isEqualTo(HttpClient.Redirect.NEVER);

        assertThat(made).hasSize(1);
        client.close();
        assertThat(made.getFirst().isTerminated()).isTrue();
    }

    @Test
    void closingMakesNothing() {
        client.close();

        assertThat(made).isEmpty();
    }
}
