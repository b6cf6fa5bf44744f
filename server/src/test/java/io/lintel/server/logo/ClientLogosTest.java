package io.lintel.server.logo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.client.Client;
import io.lintel.client.ClientRegistration;
import io.lintel.client.Provenance;
import io.lintel.connector.support.RootCertificates;
import io.lintel.connector.testkit.Answer;
import io.lintel.connector.testkit.LoopbackCertificate;
import io.lintel.connector.testkit.LoopbackUpstream;
import io.lintel.oauth2.ClientId;
import io.lintel.secret.Secret;
import io.lintel.server.outbound.FetchCache;
import io.lintel.server.outbound.Fetching;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which logos are fetched, and which are shown.
@Tag("SEC-I6")
final class ClientLogosTest {

    private final AtomicReference<Answer> answer = new AtomicReference<>(Pictures.png());
    private final AtomicLong ticks = new AtomicLong();
    private final LoopbackUpstream upstream = LoopbackUpstream.start(_ -> answer.get());
    private final ClientLogos logos = logos(true, Set.of("127.0.0.1"));

    private ClientLogos logos(boolean ofStrangers, Set<String> trusted) {
        var http = HttpClient.newBuilder()
                .sslContext(RootCertificates.trusting(
                        "test", LoopbackCertificate.shared().pem()))
                .build();
        return new ClientLogos(new Fetching(http, trusted), ofStrangers, ticks::get);
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    private Client client(Provenance provenance) {
        return client(provenance, upstream.at("/logo"));
    }

    private static Client client(Provenance provenance, URI logo) {
        var client = Client.of(new ClientId("shop"), "Shop")
                .secret(Secret.of("s"))
                .logo(logo)
                .build();
        return client.with()
                .registration(new ClientRegistration(provenance, null, null, null))
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void logoIsFetchedWhereTheClientHasIt(Provenance provenance) {
        var logo = logos.find(client(provenance)).orElseThrow();

        assertThat(logo.mediaType()).isEqualTo("image/png");
        assertThat(logo.bytes()).isEqualTo(Pictures.PNG);
        assertThat(upstream.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.path()).isEqualTo("/logo");
            assertThat(asked.headers()).containsEntry("accept", "image/*");
        });
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OPERATOR")
    void logoOfAStrangerIsShownOnlyIfTheOperatorSaysSo(Provenance provenance) {
        var reserved = logos(false, Set.of("127.0.0.1"));

        assertThat(reserved.mayShow(client(provenance))).isFalse();
        assertThat(reserved.find(client(provenance))).isEmpty();
        assertThat(upstream.asked()).isEmpty();
        assertThat(logos.mayShow(client(provenance))).isTrue();
        assertThat(reserved.mayShow(client(Provenance.OPERATOR))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OPERATOR")
    void strangerLeadsToNoHostThatIsNotPublic(Provenance provenance) {
        assertThat(logos(true, Set.of()).find(client(provenance))).isEmpty();
        assertThat(upstream.asked()).isEmpty();
    }

    @Test
    void onlyTheOperatorsClientsHaveDocumentsForLogos() {
        answer.set(Pictures.svg());

        assertThat(logos.find(client(Provenance.SELF_REGISTERED))).isEmpty();
        assertThat(logos.find(client(Provenance.OPERATOR)).orElseThrow().mediaType())
                .isEqualTo("image/svg+xml");
    }

    @Test
    void whatIsNoPictureIsNotShownWhateverIsSaidOfIt() {
        for (var bad : new Answer[] {
            Answer.of(200, Map.of("Content-Type", "image/png"), "<script>alert(1)</script>"),
            Answer.of(200, Map.of("Content-Type", "text/html"), Pictures.SVG),
            Answer.of(200, Map.of("Content-Type", "image/png"), ""),
            Answer.of(404, Map.of("Content-Type", "image/png"), Pictures.PNG),
            Answer.redirect(302, "/elsewhere"),
            Answer.of(200, Map.of("Content-Type", "image/png"), large()),
            Answer.hangUp()
        }) {
            answer.set(bad);
            assertThat(logos.find(client(Provenance.OPERATOR))).isEmpty();
            ticks.addAndGet(FetchCache.PAUSE.toNanos());
        }
        answer.set(Pictures.png());
        assertThat(logos.find(client(Provenance.OPERATOR))).isPresent();
    }

    private static byte[] large() {
        var large = new byte[ClientLogos.MOST_BYTES + 1];
        System.arraycopy(Pictures.PNG, 0, large, 0, Pictures.PNG.length);
        return large;
    }

    @Test
    void logoIsFetchedOnceForManyWhoLookAtIt() {
        for (var look = 0; look < 5; look++) {
            assertThat(logos.find(client(Provenance.OPERATOR))).isPresent();
        }
        assertThat(upstream.asked()).hasSize(1);

        ticks.addAndGet(FetchCache.LEAST_AGE.toNanos());
        answer.set(Answer.json(500, "{}"));
        assertThat(logos.find(client(Provenance.OPERATOR))).isPresent();
        assertThat(logos.find(client(Provenance.OPERATOR))).isPresent();
        assertThat(upstream.asked()).hasSize(2);
    }

    @Test
    void whoMayFetchFromAnywhereSharesNothingWithWhoMayNot() {
        var reserved = logos(true, Set.of());

        assertThat(reserved.find(client(Provenance.OPERATOR))).isPresent();
        assertThat(reserved.find(client(Provenance.SELF_REGISTERED))).isEmpty();
    }

    @Test
    void fileOfOursIsNotFetched() {
        assertThat(logos.find(client(Provenance.OPERATOR, URI.create("theme/logo.png"))))
                .isEmpty();
        assertThat(logos.find(
                        Client.of(new ClientId("x"), "X").secret(Secret.of("s")).build()))
                .isEmpty();
    }
}
