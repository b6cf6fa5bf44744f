package io.lintel.connector.testkit;

import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.neverAuthenticates;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.CallbackConnector;
import io.lintel.connector.CallbackRequest;
import io.lintel.connector.Connector;
import io.lintel.connector.Departure;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a connector keeps that sends the browser to an upstream provider.
public interface CallbackConnectorContract extends ConnectorContract {
    @Override
    CallbackConnector connector();

    @Override
    Optional<? extends CallbackConnector> unreachable();

    /// What the upstream makes a browser bring back once the known end-user has logged in there.
    CallbackRequest successfulCallback(LoginRequest request, Departure departure);

    /// What the upstream makes a browser bring back when it refuses the login.
    CallbackRequest failedCallback(LoginRequest request, Departure departure);

    /// The parameter that proves the login, without which a callback is worth nothing.
    default String proof() {
        return switch (connector().binding()) {
            case QUERY -> "code";
            case FORM_POST -> "SAMLResponse";
        };
    }

    @Override
    default LoginResult logIn(Connector connector, LoginRequest request) {
        var callback = (CallbackConnector) connector;
        var departure = callback.begin(request);
        return callback.finish(request, departure.remember(), successfulCallback(request, departure));
    }

    /// The parameter in which the login's id travels: it comes back by the same name.
    default String carrier() {
        return switch (connector().binding()) {
            case QUERY -> "state";
            case FORM_POST -> "RelayState";
        };
    }

    @Test
    default void departureCarriesTheLoginId() {
        var request = TestLogins.request();

        switch (connector().begin(request)) {
            case Departure.Redirect redirect ->
                assertThat(redirect.location().getRawQuery().split("&")).contains(carrier() + "=" + request.id());
            case Departure.FormPost form ->
                assertThat(form.fields()).containsEntry(carrier(), request.id().value());
        }
    }

    @Test
    default void whatIsRememberedFitsTheCookie() {
        var remembered = connector().begin(TestLogins.request()).remember();

        assertThat(remembered.reveal().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1_000);
    }

    @Test
    default void successfulCallbackLogsInWithTheSameUserIdEachTime() {
        var connector = connector();

        var first = authenticated(logIn(connector, TestLogins.request()));
        var second = authenticated(logIn(connector, TestLogins.request()));

        assertThat(second.userId()).isEqualTo(first.userId());
    }

    @Test
    default void callbackWithAnUpstreamErrorNeverAuthenticates() {
        var connector = connector();
        var request = TestLogins.request();
        var departure = connector.begin(request);

        neverAuthenticates(
                "the upstream refused",
                () -> connector.finish(request, departure.remember(), failedCallback(request, departure)));
    }

    @Test
    default void callbackWithoutProofNeverAuthenticates() {
        var connector = connector();
        var request = TestLogins.request();
        var departure = connector.begin(request);
        var callback = successfulCallback(request, departure);

        for (var worthless : Arrays.asList(null, "", "x")) {
            var parameters = new HashMap<>(callback.parameters());
            parameters.remove(proof());
            if (worthless != null) {
                parameters.put(proof(), worthless);
            }
            neverAuthenticates(
                    proof() + " is " + worthless,
                    () -> connector.finish(
                            request,
                            departure.remember(),
                            new CallbackRequest(callback.uri(), parameters, callback.headers())));
        }
    }

    @Test
    default void callbackOfAnotherLoginNeverAuthenticates() {
        var connector = connector();
        var request = TestLogins.request();
        var departure = connector.begin(request);
        var another = TestLogins.request();
        var callback = successfulCallback(another, connector.begin(another));

        neverAuthenticates(
                "the callback belongs to another login",
                () -> connector.finish(request, departure.remember(), callback));
        neverAuthenticates(
                "the callback belongs to another login, and nothing was remembered",
                () -> connector.finish(request, Secret.empty(), callback));
    }

    /// Somebody who stole a proof must not be able to feed it into a login of their own. PKCE, a nonce or
    /// `InResponseTo` forbid it; where an upstream offers none of them, override this with the reason.
    @Test
    default void proofOfAnotherLoginNeverAuthenticates() {
        var connector = connector();
        var request = TestLogins.request();
        var departure = connector.begin(request);
        var another = TestLogins.request();
        var stolen = successfulCallback(another, connector.begin(another))
                .parameters()
                .get(proof());
        var callback = successfulCallback(request, departure);
        var parameters = new HashMap<>(callback.parameters());
        parameters.put(proof(), stolen);

        neverAuthenticates(
                "the " + proof() + " belongs to another login",
                () -> connector.finish(
                        request,
                        departure.remember(),
                        new CallbackRequest(callback.uri(), parameters, callback.headers())));
    }
}
