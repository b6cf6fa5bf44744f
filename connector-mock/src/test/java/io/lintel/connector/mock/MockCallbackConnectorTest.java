package io.lintel.connector.mock;

import static io.lintel.connector.testkit.LoginResults.authenticated;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.CallbackConnector;
import io.lintel.connector.CallbackRequest;
import io.lintel.connector.Capability;
import io.lintel.connector.Departure;
import io.lintel.connector.Email;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.testkit.CallbackConnectorContract;
import io.lintel.connector.testkit.RefreshingConnectorContract;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.connector.testkit.TokenIdentityConnectorContract;
import io.lintel.secret.Secret;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class MockCallbackConnectorTest
        implements CallbackConnectorContract, RefreshingConnectorContract, TokenIdentityConnectorContract {
    private final MockCallbackConnectorFactory factory = new MockCallbackConnectorFactory();
    private final CallbackConnector connector =
            factory.create(new MockCallbackConfiguration(), TestLogins.context("mock", Clock.systemUTC()));

    @Override
    public CallbackConnector connector() {
        return connector;
    }

    @Override
    public Optional<? extends CallbackConnector> unreachable() {
        return Optional.empty();
    }

    @Override
    public CallbackRequest successfulCallback(LoginRequest request, Departure departure) {
        var location = ((Departure.Redirect) departure).location();
        var parameters = Arrays.stream(location.getQuery().split("&"))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        return new CallbackRequest(request.callback(), parameters);
    }

    @Override
    public CallbackRequest failedCallback(LoginRequest request, Departure departure) {
        return new CallbackRequest(
                request.callback(),
                Map.of(
                        "error",
                        "access_denied",
                        "state",
                        request.id().value(),
                        "code",
                        departure.remember().reveal()));
    }

    @Override
    public Optional<Identity> gone() {
        return Optional.empty();
    }

    @Override
    public String tokenType() {
        return "urn:ietf:params:oauth:token-type:id_token";
    }

    @Override
    public Secret upstreamToken() {
        return Secret.of("any");
    }

    @Override
    public List<Secret> worthlessTokens() {
        return List.of();
    }

    @Override
    public List<Secret> tokensOfOtherApplications() {
        return List.of();
    }

    @Test
    void everybodyIsKilgoreTrout() {
        var identity = authenticated(logIn(connector, TestLogins.request()));

        assertThat(identity)
                .isEqualTo(Identity.of("0-385-28089-0")
                        .username("Kilgore Trout")
                        .email(new Email("kilgore@kilgore.trout", true))
                        .groups(List.of("authors"))
                        .refreshState(Secret.of("foobar"))
                        .build());
    }

    @Test
    void browserIsSentStraightToTheCallback() {
        var request = TestLogins.request();

        var departure = (Departure.Redirect) connector.begin(request);

        assertThat(departure.location().toString())
                .isEqualTo(request.callback() + "?code=" + departure.remember().reveal() + "&state=" + request.id());
    }

    @Test
    void typeAndCapabilitiesAreThoseOfTheDocumentation() {
        assertThat(factory.type()).isEqualTo("mockCallback");
        assertThat(factory.configuration()).isEqualTo(MockCallbackConfiguration.class);
        assertThat(connector.capabilities())
                .containsExactlyInAnyOrder(Capability.OFFLINE_ACCESS, Capability.TOKEN_EXCHANGE);
    }
}
