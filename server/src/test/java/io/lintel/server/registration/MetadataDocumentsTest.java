package io.lintel.server.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.client.Client;
import io.lintel.connector.support.RootCertificates;
import io.lintel.connector.testkit.Answer;
import io.lintel.connector.testkit.Asked;
import io.lintel.connector.testkit.LoopbackCertificate;
import io.lintel.connector.testkit.LoopbackUpstream;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.ResponseType;
import io.lintel.registration.RegistrationRules;
import io.lintel.server.outbound.FetchCache;
import io.lintel.server.outbound.FetchRation;
import io.lintel.server.outbound.Fetching;
import io.lintel.server.signing.ClientMetadataText;
import io.lintel.storage.Race;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients whose id is the address of a document about them.
@Tag("SEC-I6")
final class MetadataDocumentsTest {

    private static final String KEYS = "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\","
            + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}";

    private final AtomicReference<Answer> answer = new AtomicReference<>();
    private final AtomicLong ticks = new AtomicLong();
    private final LoopbackUpstream upstream = LoopbackUpstream.start(this::say);
    private final String id = upstream.at("/client.json").toString();
    private final MetadataDocuments documents = documents(Set.of("127.0.0.1"), Set.of());

    private Answer say(Asked asked) {
        return answer.get();
    }

    private MetadataDocuments documents(Set<String> trusted, Set<String> hosts) {
        var client = HttpClient.newBuilder()
                .sslContext(RootCertificates.trusting(
                        "test", LoopbackCertificate.shared().pem()))
                .build();
        return new MetadataDocuments(
                new Fetching(client, trusted),
                new RegistrationRules(
                        Set.of(GrantType.AUTHORIZATION_CODE),
                        Set.of(Set.of(ResponseType.CODE)),
                        null,
                        Set.of(),
                        Set.of()),
                new ClientMetadataText(),
                () -> Set.of("RS256"),
                hosts,
                ticks::get);
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    @Test
    void clientIsWhatItsDocumentSays() {
        answer.set(Answer.json(200, document(",\"client_name\":\"Shop\"")));

        var client = find().orElseThrow();

        assertThat(client.id().value()).isEqualTo(id);
        assertThat(client.name()).isEqualTo("Shop");
        assertThat(client.isPublic()).isTrue();
        assertThat(client.registration().provenance().isTrusted()).isFalse();
    }

    @Test
    void clientMayHaveKeysOfItsOwn() {
        answer.set(Answer.json(200, document(",\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks\":" + KEYS)));

        assertThat(find().orElseThrow().isPublic()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"token_endpoint_auth_method\":\"client_secret_basic\"",
                ",\"token_endpoint_auth_method\":\"client_secret_jwt\"",
                ",\"client_secret\":\"s\"",
                ",\"client_secret_expires_at\":0",
                ",\"client_name\":\"a\\u202eb\"",
                ",\"redirect_uris\":[\"https://shop.example/cb\"]",
                ",\"grant_types\":[\"password\"]",
                ",\"subject_type\":\"pairwise\",\"sector_identifier_uri\":\"https://shop.example/s\"",
                ",\"logo_uri\":\"https://other.example/l\""
            })
    void documentThatIsNotAcceptableMakesNoClient(String more) {
        answer.set(Answer.json(200, document(more)));

        assertThat(find()).isEmpty();
    }

    @Test
    void documentIsJsonOfItsOwnAddress() {
        for (var bad : new Answer[] {
            Answer.of(200, Map.of("Content-Type", "text/html"), document("")),
            Answer.of(200, Map.of(), document("")),
            Answer.json(200, document("").replace("/client.json", "/other.json")),
            Answer.json(200, document("").replace("\"client_id\"", "\"id\"")),
            Answer.json(200, "[]"),
            Answer.json(200, "{"),
            Answer.json(200, document(",\"x\":\"" + "x".repeat(33_000) + "\"")),
            Answer.json(404, document("")),
            Answer.redirect(302, id),
            Answer.redirect(301, "/client.json"),
            Answer.raw("no HTTP"),
            Answer.hangUp()
        }) {
            answer.set(bad);
            assertThat(find()).isEmpty();
            ticks.addAndGet(FetchCache.PAUSE.toNanos());
        }
        answer.set(Answer.json(200, document("")));
        assertThat(find()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop",
                "http://127.0.0.1:%d/client.json",
                "https://127.0.0.1:%d",
                "https://127.0.0.1:%d/",
                "https://127.0.0.1:%d/a/../client.json",
                "https://127.0.0.1:%d/./client.json",
                "https://127.0.0.1:%d/client.json#a",
                "https://u@127.0.0.1:%d/client.json",
                "https://127.0.0.1:%d/client json",
                "HTTPS://127.0.0.1:%d/client.json",
                "https:///client.json",
                "https://127.0.0.1:%d/%%zz"
            })
    void idThatIsNoProperAddressCausesNoCall(String pattern) {
        answer.set(Answer.json(200, document("")));

        assertThat(documents.find(new ClientId(pattern.formatted(upstream.port()))))
                .isEmpty();
        assertThat(documents.find(new ClientId(id + "x".repeat(600)))).isEmpty();
        assertThat(upstream.asked()).isEmpty();
    }

    @Test
    void hostThatIsNotPublicOrNotListedCausesNoCall() {
        answer.set(Answer.json(200, document("")));

        assertThat(documents(Set.of(), Set.of()).find(new ClientId(id))).isEmpty();
        assertThat(documents(Set.of("127.0.0.1"), Set.of("apps.example")).find(new ClientId(id)))
                .isEmpty();
        assertThat(upstream.asked()).isEmpty();
    }

    @Test
    @Tag("SEC-L9")
    void documentIsFetchedOnceForAllWhoAskAtOnceAndKept() {
        answer.set(Answer.json(200, document("")));

        assertThat(Race.of(50, _ -> find())).allMatch(Optional::isPresent);
        ticks.addAndGet(FetchCache.LEAST_AGE.toNanos() - 1);
        find();
        assertThat(upstream.asked()).hasSize(1);
        ticks.addAndGet(1);
        find();
        assertThat(upstream.asked()).hasSize(2);
    }

    @Test
    void failureIsNotTriedAgainForAMinute() {
        answer.set(Answer.json(500, ""));

        for (var i = 0; i < 5; i++) {
            assertThat(find()).isEmpty();
        }
        assertThat(upstream.asked()).hasSize(1);
        answer.set(Answer.json(200, document("")));
        ticks.addAndGet(FetchCache.PAUSE.toNanos());
        assertThat(find()).isPresent();
    }

    @Test
    @Tag("SEC-B14")
    void clientWhoseDocumentIsGoneIsForgotten() {
        answer.set(Answer.json(200, document("")));
        find();
        answer.set(Answer.json(404, ""));

        ticks.addAndGet(FetchCache.LEAST_AGE.toNanos());
        assertThat(find()).as("for an hour it may be an outage").isPresent();
        ticks.addAndGet(FetchCache.GRACE.toNanos());
        assertThat(find()).isEmpty();
    }

    @Test
    void documentIsKeptAsLongAsItSays() {
        answer.set(Answer.of(
                200, Map.of("Content-Type", "application/json", "Cache-Control", "max-age=7200"), document("")));
        find();

        ticks.addAndGet(Duration.ofHours(2).toNanos() - 1);
        find();
        assertThat(upstream.asked()).hasSize(1);
    }

    @Test
    @Tag("SEC-L9")
    void manyAddressesAreFetchedSlowly() {
        answer.set(Answer.json(404, ""));

        for (var i = 0; i < 2 * FetchRation.PER_MINUTE; i++) {
            documents.find(new ClientId(upstream.at("/client-" + i).toString()));
        }
        assertThat(upstream.asked()).hasSize(FetchRation.PER_MINUTE);
        ticks.addAndGet(Duration.ofMinutes(1).toNanos());
        documents.find(new ClientId(upstream.at("/one-more").toString()));
        assertThat(upstream.asked()).hasSize(FetchRation.PER_MINUTE + 1);
    }

    private Optional<Client> find() {
        return documents.find(new ClientId(id));
    }

    private String document(String more) {
        return "{\"client_id\":\"" + id + "\",\"redirect_uris\":[\"https://shop.example/callback\"]" + more + "}";
    }
}
