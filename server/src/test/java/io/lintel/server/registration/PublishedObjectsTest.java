package io.lintel.server.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lintel.client.Client;
import io.lintel.client.ClientRegistration;
import io.lintel.client.Provenance;
import io.lintel.connector.testkit.Answer;
import io.lintel.connector.testkit.LoopbackUpstream;
import io.lintel.oauth2.ClientId;
import io.lintel.server.outbound.FetchRation;
import io.lintel.server.outbound.Fetching;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How request objects are fetched that their clients publish (OpenID Connect Core, section 6.2).
@Tag("SEC-I6")
final class PublishedObjectsTest {

    private static final Client SHOP = client("shop", ClientRegistration.DEFAULT);
    private static final Client OTHER = client("other", ClientRegistration.DEFAULT);

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicLong ticks = new AtomicLong();
    private final PublishedObjects objects = new PublishedObjects(new Fetching(http, Set.of()), ticks::get);
    private volatile Answer answer = Answer.of(200, Map.of(), "a.b.c\n");
    private final LoopbackUpstream upstream = LoopbackUpstream.startPlain(_ -> answer);

    @AfterEach
    void stop() {
        upstream.close();
        http.close();
    }

    private static Client client(String id, ClientRegistration registration) {
        return Client.of(new ClientId(id), id)
                .isPublic(true)
                .registration(registration)
                .build();
    }

    private URI uri() {
        return upstream.at("/request");
    }

    @Test
    void objectIsReadWithoutWhatIsAroundItAndNotKept() {
        assertThat(objects.read(SHOP, uri())).isEqualTo("a.b.c");
        answer = Answer.of(200, Map.of(), "d.e.f");
        assertThat(objects.read(SHOP, uri())).isEqualTo("d.e.f");
    }

    @Test
    void objectIsKeptForAsLongAsItsClientSays() {
        answer = Answer.of(200, Map.of("Cache-Control", "max-age=60"), "a.b.c");
        assertThat(objects.read(SHOP, uri())).isEqualTo("a.b.c");
        answer = Answer.of(200, Map.of(), "d.e.f");

        ticks.addAndGet(Duration.ofSeconds(60).toNanos() - 1);
        assertThat(objects.read(SHOP, uri())).isEqualTo("a.b.c");
        assertThat(objects.read(OTHER, uri())).isEqualTo("d.e.f");
        ticks.addAndGet(1);
        assertThat(objects.read(SHOP, uri())).isEqualTo("d.e.f");
    }

    @Test
    @Tag("SEC-L9")
    void eachClientHasItsRation() {
        for (var i = 0; i < FetchRation.PER_MINUTE; i++) {
            objects.read(SHOP, uri());
        }

        assertThatIllegalArgumentException().isThrownBy(() -> objects.read(SHOP, uri()));
        assertThat(upstream.asked()).hasSize(FetchRation.PER_MINUTE);
        assertThat(objects.read(OTHER, uri())).isEqualTo("a.b.c");
        ticks.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(objects.read(SHOP, uri())).isEqualTo("a.b.c");
    }

    @Test
    void nothingButADocumentOfFewBytesIsRead() {
        for (var bad : new Answer[] {
            Answer.of(404, Map.of(), "a.b.c"),
            Answer.redirect(302, "/other"),
            Answer.of(200, Map.of(), "x".repeat(32 * 1024 + 1))
        }) {
            answer = bad;
            assertThatIllegalArgumentException().isThrownBy(() -> objects.read(SHOP, uri()));
        }
    }

    @Test
    void clientThatRegisteredItselfLeadsToNoPrivateAddress() {
        var stranger = client("x", new ClientRegistration(Provenance.SELF_REGISTERED, null, null, null));

        for (var uri : new URI[] {uri(), URI.create("https://127.0.0.1:" + upstream.port() + "/request")}) {
            assertThatIllegalArgumentException().isThrownBy(() -> objects.read(stranger, uri));
        }
        assertThat(upstream.asked()).isEmpty();
    }
}
