package io.lintel.server.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.client.Provenance;
import io.lintel.connector.support.RootCertificates;
import io.lintel.connector.testkit.Answer;
import io.lintel.connector.testkit.LoopbackCertificate;
import io.lintel.connector.testkit.LoopbackUpstream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is fetched for the sake of clients, and from where.
@Tag("SEC-I6")
final class FetchingTest {

    private static final int MOST = 1000;
    private static final Wanted WANTED = Wanted.json(MOST);
    private static final String JSON = "{\"a\":1}";

    private final HttpClient client = HttpClient.newBuilder()
            .sslContext(RootCertificates.trusting(
                    "test", LoopbackCertificate.shared().pem()))
            .build();

    @Test
    void documentIsReadWithWhatItSaysOfItself() {
        var headers = Map.of("Content-Type", "Application/JSON; charset=utf-8", "Cache-Control", "public, max-age=60");
        try (var upstream = LoopbackUpstream.start(_ -> Answer.of(200, headers, JSON))) {
            var fetched = operators().fetch(upstream.at("/keys"), Provenance.OPERATOR, WANTED);

            assertThat(fetched.mediaType()).isEqualTo("application/json");
            assertThat(fetched.text()).isEqualTo(JSON);
            assertThat(fetched.bytes()).asString(UTF_8).isEqualTo(JSON);
            assertThat(fetched.freshFor()).isEqualTo(Duration.ofMinutes(1));
            assertThat(upstream.asked())
                    .allSatisfy(asked -> assertThat(asked.headers()).containsEntry("accept", "application/json"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-store", "no-cache, max-age=60", "max-age=-1", "max-age=x", "s-maxage=60", ""})
    void documentIsNotKeptWithoutLeave(String control) {
        try (var upstream =
                LoopbackUpstream.start(_ -> Answer.of(200, Map.of("Cache-Control", "x, " + control), JSON))) {
            assertThat(operators()
                            .fetch(upstream.at("/"), Provenance.OPERATOR, WANTED)
                            .freshFor())
                    .isZero();
        }
    }

    @Test
    void documentIsKeptForADayAtMost() {
        try (var upstream =
                LoopbackUpstream.start(_ -> Answer.of(200, Map.of("Cache-Control", "max-age=999999999"), JSON))) {
            assertThat(operators()
                            .fetch(upstream.at("/"), Provenance.OPERATOR, WANTED)
                            .freshFor())
                    .isEqualTo(Duration.ofDays(1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 301, 302, 303, 307, 308, 401, 404, 500})
    void anythingButTheDocumentItselfIsRefused(int status) {
        try (var upstream = LoopbackUpstream.start(_ -> Answer.of(status, Map.of("Location", "/other"), JSON))) {
            assertFails(operators(), upstream.at("/"), Provenance.OPERATOR);
            assertThat(upstream.asked()).hasSize(1);
        }
    }

    @Test
    void documentThatIsTooLargeOrCutShortIsRefused() {
        try (var large = LoopbackUpstream.start(_ -> Answer.json(200, " ".repeat(MOST + 1)));
                var endless = LoopbackUpstream.start(_ -> Answer.endless());
                var cut = LoopbackUpstream.start(_ -> Answer.cutShort())) {
            for (var upstream : new LoopbackUpstream[] {large, endless, cut}) {
                assertFails(operators(), upstream.at("/"), Provenance.OPERATOR);
            }
        }
    }

    @Test
    void documentThatIsNoTextHasNone() {
        try (var upstream = LoopbackUpstream.start(_ -> Answer.of(200, Map.of(), new byte[] {(byte) 0xff}))) {
            var fetched = operators().fetch(upstream.at("/"), Provenance.OPERATOR, WANTED);

            assertThatExceptionOfType(FetchFailedException.class).isThrownBy(fetched::text);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SELF_REGISTERED", "METADATA_DOCUMENT"})
    void clientLeadsToNoHostThatIsNotPublic(Provenance namedBy) {
        try (var upstream = LoopbackUpstream.start(_ -> Answer.json(200, JSON))) {
            for (var host :
                    new String[] {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "127.1", "2130706433"}) {
                var uri = URI.create("https://" + host + ":" + upstream.port() + "/");
                assertFails(operators(), uri, namedBy);
            }
            for (var address : new String[] {
                "https://10.0.0.1/",
                "https://192.168.1.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://[fd00::1]/",
                "https://100.64.0.1/",
                "https://user@shop.example/",
                "https:///x",
                "https:shop"
            }) {
                assertFails(operators(), URI.create(address), namedBy);
            }
            assertThat(upstream.asked()).isEmpty();
        }
    }

    @Test
    void clientLeadsToHttpsAlone() {
        try (var upstream = LoopbackUpstream.startPlain(_ -> Answer.json(200, JSON))) {
            var vouched = new Fetching(client, Set.of("127.0.0.1"));

            assertFails(vouched, upstream.at("/"), Provenance.SELF_REGISTERED);
            assertFails(vouched, URI.create("file:///etc/passwd"), Provenance.SELF_REGISTERED);
            assertThat(upstream.asked()).isEmpty();
            assertThat(vouched.fetch(upstream.at("/"), Provenance.OPERATOR, WANTED)
                            .text())
                    .isEqualTo(JSON);
        }
    }

    @Test
    void hostThatTheOperatorVouchesForMayBeAnywhere() {
        try (var upstream = LoopbackUpstream.start(_ -> Answer.json(200, JSON))) {
            var vouched = new Fetching(client, Set.of("127.0.0.1"));

            assertThat(vouched.fetch(upstream.at("/"), Provenance.METADATA_DOCUMENT, WANTED)
                            .text())
                    .isEqualTo(JSON);
        }
    }

    private Fetching operators() {
        return new Fetching(client, Set.of());
    }

    private static void assertFails(Fetching fetching, URI uri, Provenance namedBy) {
        assertThatExceptionOfType(FetchFailedException.class)
                .as(uri.toString())
                .isThrownBy(() -> fetching.fetch(uri, namedBy, WANTED));
    }
}
