package io.lintel.connector.example;

import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.connector.CallbackConnector;
import io.lintel.connector.CallbackRequest;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.Departure;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.testkit.Answer;
import io.lintel.connector.testkit.CallbackConnectorContract;
import io.lintel.connector.testkit.Departures;
import io.lintel.connector.testkit.LoopbackUpstream;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PortalConnectorTest implements CallbackConnectorContract {
    private static final Secret KEY = Secret.of("key of the connector");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PortalUpstream upstream = PortalUpstream.start(0, KEY.reveal());
    private final CallbackConnector connector = open(upstream.url(), KEY);

    PortalConnectorTest() throws IOException {}

    @AfterEach
    void close() {
        upstream.close();
    }

    @Override
    public CallbackConnector connector() {
        return connector;
    }

    @Override
    public Optional<? extends CallbackConnector> unreachable() {
        return Optional.of(open(URI.create("http://127.0.0.1:1"), KEY));
    }

    @Override
    public Optional<? extends CallbackConnector> replica() {
        return Optional.of(open(upstream.url(), KEY));
    }

    @Override
    public Set<Secret> secrets() {
        return Set.of(KEY);
    }

    @Override
    public CallbackRequest successfulCallback(LoginRequest request, Departure departure) {
        var login = PortalUpstream.parameters(Departures.target(departure).getRawQuery());
        var back = URI.create(upstream.pressed(login));
        return new CallbackRequest(request.callback(), PortalUpstream.parameters(back.getRawQuery()));
    }

    @Override
    public CallbackRequest failedCallback(LoginRequest request, Departure departure) {
        return Departures.with(successfulCallback(request, departure), "error", "server_error");
    }

    @Test
    void identityIsWhatTheUpstreamSays() {
        assertThat(authenticated(logIn(connector, TestLogins.request())))
                .isEqualTo(Identity.of("1001")
                        .username("Ada Lovelace")
                        .groups(List.of("admins", "authors"))
                        .build());
    }

    @Test
    void upstreamThatFailsIsUnavailable() {
        var failing =
                List.of(Answer.of(500, Map.of(), ""), Answer.of(503, Map.of(), ""), Answer.hangUp(), Answer.cutShort());

        assertThat(failing).allSatisfy(answer -> finishIsA(Fault.UNAVAILABLE, answer, PATIENCE));
    }

    @Test
    void upstreamThatTakesTooLongIsUnavailable() {
        var late = List.of(Answer.silence(), Answer.dribble());

        assertThat(late).allSatisfy(answer -> finishIsA(Fault.UNAVAILABLE, answer, Duration.ofMillis(300)));
    }

    @Test
    void answerThatIsNotUnderstoodIsInvalid() {
        var strange = List.of(
                Answer.json(200, ""),
                Answer.json(200, "<html>"),
                Answer.json(200, "[]"),
                Answer.json(200, "{\"id\": \"\"}"),
                Answer.json(200, "{\"id\": 1001}"),
                Answer.json(200, "{\"id\": \"1001\", \"groups\": [7]}"),
                Answer.json(200, "{\"id\": \"\\ud800\"}"),
                Answer.endless(),
                Answer.raw("SSH-2.0-x\r\n\r\n"),
                Answer.of(404, Map.of(), ""),
                Answer.redirect(302, "https://elsewhere.example.org/"));

        assertThat(strange).allSatisfy(answer -> finishIsA(Fault.INVALID_RESPONSE, answer, PATIENCE));
    }

    @Test
    void keyThatIsNotAcceptedIsMisconfigured() {
        var other = open(upstream.url(), Secret.of("key of another connector"));

        faulty(Fault.MISCONFIGURED, () -> logIn(other, TestLogins.request()));
    }

    @Test
    void contradictionsStopTheConnectorFromOpening() {
        for (var url : List.of("ftp://portal.example.org", "file:///etc")) {
            assertThatExceptionOfType(ConnectorException.class)
                    .isThrownBy(() -> open(URI.create(url), KEY))
                    .withMessageContaining("url");
        }
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> open(upstream.url(), Secret.empty()))
                .withMessageContaining("key");
    }

    private static void finishIsA(Fault fault, Answer answer, Duration timeout) {
        try (var failing = LoopbackUpstream.startPlain(_ -> answer);
                var connector = open(failing.at(""), KEY, timeout)) {
            var request = TestLogins.request();
            var departure = connector.begin(request);
            var callback = new CallbackRequest(
                    request.callback(),
                    Map.of("code", "c", "state", request.id().value()));

            faulty(fault, () -> connector.finish(request, departure.remember(), callback));

            assertThat(failing.asked()).hasSize(1);
        }
    }

    private static PortalConnector open(URI url, Secret key) {
        return open(url, key, PATIENCE);
    }

    private static PortalConnector open(URI url, Secret key, Duration timeout) {
        var configuration = new PortalConfiguration(url, key, timeout);
        return new PortalConnectorFactory().create(configuration, TestLogins.context("portal", Clock.systemUTC()));
    }
}
