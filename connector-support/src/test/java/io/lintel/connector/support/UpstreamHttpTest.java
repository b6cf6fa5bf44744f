package io.lintel.connector.support;

import static io.lintel.connector.ConnectorException.Fault.INVALID_RESPONSE;
import static io.lintel.connector.ConnectorException.Fault.MISCONFIGURED;
import static io.lintel.connector.ConnectorException.Fault.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.testkit.Answer;
import io.lintel.connector.testkit.LoopbackUpstream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("SEC-I6")
final class UpstreamHttpTest {

    private static final Duration SOON = Duration.ofMillis(400);

    @Test
    void answerIsReadWhole() {
        try (var upstream = LoopbackUpstream.start(asked -> Answer.json(201, "{\"path\":\"" + asked.path() + "\"}"))) {
            var reply = TestHttp.patient().send(Call.get(upstream.at("/some/path")), TestHttp.deadline());

            assertThat(reply.status()).isEqualTo(201);
            assertThat(reply.mediaType()).isEqualTo("application/json");
            assertThat(reply.json().asObject().requireText("path")).isEqualTo("/some/path");
            assertThat(upstream.asked().getFirst().header("User-Agent")).isEqualTo("Lintel");
        }
    }

    static Stream<Arguments> answersThatAreNone() {
        return Stream.of(
                arguments("nothing at all", Answer.silence(), UNAVAILABLE),
                arguments("a byte now and then", Answer.dribble(), UNAVAILABLE),
                arguments("the end of the connection", Answer.hangUp(), UNAVAILABLE),
                arguments("half of what was announced", Answer.cutShort(), UNAVAILABLE),
                arguments("a body without end", Answer.endless(), INVALID_RESPONSE),
                arguments("too long a body", Answer.json(200, " ".repeat((1 << 20) + 1)), INVALID_RESPONSE),
                arguments("another protocol", Answer.raw("220 mail.example.org ESMTP\r\n\r\n"), INVALID_RESPONSE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answersThatAreNone")
    void callEndsInTimeWhateverTheAnswer(String what, Answer answer, Fault fault) {
        try (var upstream = LoopbackUpstream.start(_ -> answer)) {
            var limits = HttpLimits.of(fault == UNAVAILABLE ? SOON : Duration.ofSeconds(20));

            assertFault(fault, TestHttp.limited(limits), upstream.at("/"));
        }
    }

    @Test
    void deadlineOfTheLoginCutsACallShort() {
        try (var upstream = LoopbackUpstream.start(_ -> Answer.dribble())) {
            assertThatExceptionOfType(ConnectorException.class)
                    .isThrownBy(() -> TestHttp.patient().send(Call.get(upstream.at("/")), Deadline.in(SOON)))
                    .satisfies(thrown -> assertThat(thrown.fault()).isEqualTo(UNAVAILABLE));
        }
    }

    @Test
    void largestAnswerIsReadAndNotAByteMore() {
        try (var upstream = LoopbackUpstream.start(
                asked -> Answer.of(200, Map.of(), asked.path().substring(1)))) {
            var http = TestHttp.limited(new HttpLimits(Duration.ofSeconds(20), 4));

            assertThat(http.send(Call.get(upstream.at("/four")), TestHttp.deadline())
                            .body())
                    .hasSize(4);
            assertFault(INVALID_RESPONSE, http, upstream.at("/fiver"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 308})
    void redirectIsFollowedToTheSameHost(int status) {
        try (var upstream = LoopbackUpstream.start(
                asked -> asked.path().equals("/old") ? Answer.redirect(status, "/new?a=b") : Answer.json(200, "{}"))) {
            var reply = TestHttp.patient().send(Call.get(upstream.at("/old")), TestHttp.deadline());

            assertThat(reply.uri()).isEqualTo(upstream.at("/new?a=b"));
        }
    }

    @Test
    void redirectWithAMeaningOfItsOwnIsAnAnswer() {
        try (var upstream = LoopbackUpstream.start(_ -> Answer.redirect(302, "/new"))) {
            assertThat(TestHttp.patient()
                            .send(Call.get(upstream.at("/old")), TestHttp.deadline())
                            .status())
                    .isEqualTo(302);
        }
    }

    @Test
    void redirectElsewhereIsRefusedAndNobodyIsAsked() {
        try (var elsewhere = LoopbackUpstream.start(_ -> Answer.json(200, "{}"));
                var plain = LoopbackUpstream.startPlain(_ -> Answer.json(200, "{}"))) {
            var targets = List.of(
                    elsewhere.at("/").toString(),
                    plain.at("/").toString(),
                    "//example.org/",
                    "http:///nowhere",
                    "file:///etc/passwd",
                    "https://user@127.0.0.1/",
                    ":",
                    "");
            for (var target : targets) {
                try (var upstream = LoopbackUpstream.start(_ -> Answer.redirect(301, target))) {
                    assertFault(INVALID_RESPONSE, TestHttp.patient(), upstream.at("/"));
                }
            }
            assertThat(elsewhere.asked()).isEmpty();
            assertThat(plain.asked()).isEmpty();
        }
    }

    @Test
    void redirectsInCirclesEnd() {
        try (var upstream = LoopbackUpstream.start(_ -> Answer.redirect(308, "/again"))) {
            assertFault(INVALID_RESPONSE, TestHttp.patient(), upstream.at("/again"));
            assertThat(upstream.asked()).hasSize(4);
        }
    }

    @Test
    void secretsOfAFormAreSentOnceWhateverARedirectSays() {
        try (var upstream = LoopbackUpstream.start(_ -> Answer.redirect(307, "/again"))) {
            var reply = TestHttp.patient()
                    .send(Call.post(upstream.at("/token"), Map.of("secret", "s")), TestHttp.deadline());

            assertThat(reply.status()).isEqualTo(307);
            assertThat(upstream.asked()).hasSize(1);
        }
    }

    @Test
    void certificateNobodyKnowsIsAMisconfiguration() {
        try (var upstream = LoopbackUpstream.start(_ -> Answer.json(200, "{}"));
                var client = HttpClient.newHttpClient()) {
            var http = new UpstreamHttp(
                    client, Destinations.of(List.of("127.0.0.1")), HttpLimits.of(Duration.ofSeconds(20)));

            assertFault(MISCONFIGURED, http, upstream.at("/"));
            assertThat(upstream.asked()).isEmpty();
        }
    }

    @Test
    void hostThatIsNotConfiguredMustNotBeThisMachine() {
        try (var upstream = LoopbackUpstream.start(_ -> Answer.json(200, "{}"))) {
            var http = new UpstreamHttp(
                    TestHttp.trusting(), Destinations.of(List.of()), HttpLimits.of(Duration.ofSeconds(20)));

            assertFault(MISCONFIGURED, http, upstream.at("/"));
            assertFault(MISCONFIGURED, http, URI.create("https://localhost:" + upstream.port() + "/"));
            assertThat(upstream.asked()).isEmpty();
        }
    }

    @Test
    void closedPortIsUnavailable() {
        assertFault(UNAVAILABLE, TestHttp.patient(), URI.create("https://127.0.0.1:1/"));
    }

    @Test
    @Tag("SEC-I9")
    void messageNamesTheAddressWithoutQueryAndHeaders() {
        var call = Call.get(URI.create("https://127.0.0.1:1/path?code=c0de")).with("Authorization", "Bearer t0ken");

        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> TestHttp.patient().send(call, TestHttp.deadline()))
                .withMessageContaining("https://127.0.0.1:1/path")
                .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("c0de", "t0ken"));
    }

    @Test
    void clientThatFollowsRedirectsIsNotTaken() {
        try (var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            new UpstreamHttp(client, Destinations.of(List.of()), HttpLimits.of(Duration.ofSeconds(1))));
        }
    }

    private static void assertFault(Fault fault, UpstreamHttp http, URI uri) {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> http.send(Call.get(uri), TestHttp.deadline()))
                .satisfies(thrown ->
                        assertThat(thrown.fault()).as(thrown.getMessage()).isEqualTo(fault));
    }
}
