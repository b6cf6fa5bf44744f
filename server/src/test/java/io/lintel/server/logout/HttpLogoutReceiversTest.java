package io.lintel.server.logout;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.client.Provenance;
import io.lintel.logout.LogoutReceivers.Answer;
import io.lintel.secret.Secret;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is made of the answers of clients (OpenID Connect Back-Channel Logout, section 2.8).
@Tag("SEC-D9")
final class HttpLogoutReceiversTest {

    private static final Secret TOKEN = Secret.of("t0ken+/=&");

    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final LogoutReceiver receiver = new LogoutReceiver();
    private final HttpLogoutReceivers receivers = new HttpLogoutReceivers(client);

    @AfterEach
    void stop() {
        receiver.close();
        client.close();
    }

    private Answer send() {
        return receivers.send(receiver.at("/backchannel?a=b"), Provenance.OPERATOR, TOKEN);
    }

    /// Section 2.5.
    @Test
    void tokenIsPostedAsAForm() {
        assertThat(send()).isEqualTo(new Answer.Accepted());

        var told = receiver.await();
        assertThat(told.path()).isEqualTo("/backchannel");
        assertThat(told.query()).isEqualTo("a=b");
        assertThat(told.contentType()).isEqualTo("application/x-www-form-urlencoded");
        assertThat(told.form()).containsOnlyKeys("logout_token");
        assertThat(told.logoutToken()).isEqualTo(TOKEN.reveal());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204})
    void clientHasHeard(int status) {
        receiver.answerWith(LogoutReceiver.status(status));

        assertThat(send()).isEqualTo(new Answer.Accepted());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 410, 415, 422})
    void clientRefusesForGood(int status) {
        receiver.answerWith(LogoutReceiver.status(status));

        assertThat(send()).isEqualTo(new Answer.Refused(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 501, 502, 503, 504})
    void clientWantsAnotherAttempt(int status) {
        receiver.answerWith(LogoutReceiver.status(status));

        assertThat(send()).isEqualTo(new Answer.Unreachable("the client answered " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectIsNotFollowed(int status) {
        receiver.answerWith(exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
        });

        assertThat(send()).isEqualTo(new Answer.Unreachable("the client answered " + status));
        receiver.await();
        assertThat(receiver.gotNothingMore()).isTrue();
    }

    @Test
    void replyIsReadUpToALimit() {
        receiver.answerWith(reply(64 * 1024), reply(64 * 1024 + 1));

        assertThat(send()).isEqualTo(new Answer.Accepted());
        assertThat(send()).isInstanceOf(Answer.Unreachable.class);
    }

    private static LogoutReceiver.Answering reply(int length) {
        return exchange -> {
            exchange.sendResponseHeaders(200, length);
            try {
                exchange.getResponseBody().write(new byte[length]);
            } catch (IOException hungUp) {
                // As is to be expected of whoever has read enough.
            }
        };
    }

    @Test
    void nobodyIsWaitedForLongerThanThat() {
        var end = new CountDownLatch(1);
        receiver.answerWith(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            await(end);
        });

        var answer = send();
        end.countDown();

        assertThat(answer).isInstanceOf(Answer.Unreachable.class);
    }

    private static void await(CountDownLatch end) {
        try {
            assertThat(end.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// What a client that registered itself has named must not lead into networks that only we can reach.
    @Test
    void addressOfAStrangerLeadsNowhereButToThePublicInternet() {
        var https = URI.create(receiver.at("/").toString().replace("http:", "https:"));

        assertThat(receivers.send(receiver.at("/"), Provenance.SELF_REGISTERED, TOKEN))
                .isEqualTo(new Answer.Unreachable("the address is not https"));
        assertThat(receivers.send(https, Provenance.METADATA_DOCUMENT, TOKEN))
                .isInstanceOfSatisfying(Answer.Unreachable.class, failed -> assertThat(failed.detail())
                        .contains("closed to this call"));
        assertThat(receiver.gotNothingMore()).isTrue();
    }

    @Test
    void addressThatCannotBeCalledIsUnreachable() {
        assertThat(receivers.send(URI.create("ftp://client.example/"), Provenance.OPERATOR, TOKEN))
                .isInstanceOf(Answer.Unreachable.class);
    }

    @Test
    void whoIsNotThereIsUnreachable() throws IOException {
        URI nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
        }

        assertThat(receivers.send(nobody, Provenance.OPERATOR, TOKEN))
                .isInstanceOfSatisfying(Answer.Unreachable.class, failed -> assertThat(failed.detail())
                        .contains("ConnectException")
                        .doesNotContain("t0ken"));
    }
}
