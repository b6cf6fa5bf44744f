package io.lintel.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LoopbackUpstreamTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.shutdownNow();
    }

    @Test
    void requestIsAnsweredAndRemembered() throws IOException, InterruptedException {
        try (var upstream = LoopbackUpstream.startPlain(
                asked -> Answer.json(201, "{\"for\": \"" + asked.form().get("code") + "\"}"))) {
            var answer = client.send(
                    HttpRequest.newBuilder(upstream.at("/token?a=%26"))
                            .header("Authorization", "Basic eDp5")
                            .POST(BodyPublishers.ofString("code=a+b%C3%A9"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.body()).isEqualTo("{\"for\": \"a bé\"}");
            assertThat(upstream.asked()).singleElement().satisfies(asked -> {
                assertThat(asked.method()).isEqualTo("POST");
                assertThat(asked.path()).isEqualTo("/token");
                assertThat(asked.query()).isEqualTo(Map.of("a", "&"));
                assertThat(asked.header("AUTHORIZATION")).isEqualTo("Basic eDp5");
            });
        }
    }

    @Test
    void silenceAndBytesThatDribbleLastAsLongAsSomebodyWaits() {
        for (var answer : List.of(Answer.silence(), Answer.dribble())) {
            try (var upstream = LoopbackUpstream.startPlain(_ -> answer)) {
                var asked = client.sendAsync(
                        HttpRequest.newBuilder(upstream.at("/")).build(), BodyHandlers.ofString());

                assertThatThrownBy(() -> asked.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
                asked.cancel(true);
            }
        }
    }

    @Test
    void closingEndsWhoeverWaits() {
        var upstream = LoopbackUpstream.startPlain(_ -> Answer.silence());
        var asked = client.sendAsync(HttpRequest.newBuilder(upstream.at("/")).build(), BodyHandlers.ofString());
        while (upstream.asked().isEmpty()) {
            Thread.onSpinWait();
        }

        upstream.close();

        assertThatThrownBy(asked::join).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void endlessAnswerGoesOn() throws Exception {
        try (var upstream = LoopbackUpstream.startPlain(_ -> Answer.endless())) {
            var answer = client.send(HttpRequest.newBuilder(upstream.at("/")).build(), BodyHandlers.ofInputStream());

            try (var body = answer.body()) {
                assertThat(body.readNBytes(1_000_000)).hasSize(1_000_000);
            }
        }
    }

    @Test
    void brokenAnswersBreak() {
        for (var answer : List.of(Answer.hangUp(), Answer.cutShort(), Answer.raw("SSH-2.0-x\r\n"))) {
            try (var upstream = LoopbackUpstream.startPlain(_ -> answer)) {
                assertThatThrownBy(() -> client.send(
                                HttpRequest.newBuilder(upstream.at("/")).build(), BodyHandlers.ofString()))
                        .isInstanceOf(IOException.class);
            }
        }
    }
}
