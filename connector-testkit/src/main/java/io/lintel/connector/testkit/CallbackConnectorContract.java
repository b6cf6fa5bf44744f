package io.lintel.connector.testkit;

import static io.lintel.connector.Refusal.CANCELLED;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.neverAuthenticates;
import static io.lintel.connector.testkit.LoginResults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.CallbackBinding;
import io.lintel.connector.CallbackConnector;
import io.lintel.connector.CallbackRequest;
import io.lintel.connector.Connector;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.Departure;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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

    /// What the upstream makes a browser bring back when the end-user says no there (RFC 6749, section 4.1.2.1), or
    /// empty if the upstream has no way to say so.
    default Optional<CallbackRequest> cancelledCallback(LoginRequest request, Departure departure) {
        return switch (connector().binding()) {
            case QUERY ->
                Optional.of(new CallbackRequest(
                        request.callback(),
                        Map.of("error", "access_denied", "state", request.id().value())));
            case FORM_POST -> Optional.empty();
        };
    }

    /// A second connector like [#connector()], as another replica of the server has it, or empty if the test
    /// cannot open one.
    default Optional<? extends CallbackConnector> replica() {
        return Optional.empty();
    }

    /// The parameter that proves the login, without which a callback is worth nothing.
    default String proof() {
        return switch (connector().binding()) {
            case QUERY -> "code";
            case FORM_POST -> "SAMLResponse";
        };
    }

    /// Whether what is remembered ties the callback to the browser that began, as a PKCE verifier does. A SAML response
    /// names the request by itself.
    default boolean isBoundByWhatIsRemembered() {
        return connector().binding() == CallbackBinding.QUERY;
    }

    @Override
    default LoginResult logIn(Connector connector, LoginRequest request) {
        var callback = (CallbackConnector) connector;
        var departure = callback.begin(request);
        return callback.finish(request, departure.remember(), successfulCallback(request, departure));
    }

    @Test
    default void departureCarriesTheLoginId() {
        var request = TestLogins.request();
        var connector = connector();

        assertThat(Departures.loginIds(connector.binding(), connector.begin(request)))
                .containsExactly(request.id().value());
    }

    @Test
    default void departureLeadsToTheWeb() {
        var target = Departures.target(connector().begin(TestLogins.request()));

        assertThat(target.getScheme()).isIn("https", "http");
        assertThat(target.getHost()).isNotEmpty();
        assertThat(target.getRawUserInfo())
                .as("user information in the address")
                .isNull();
    }

    @Test
    default void whatIsRememberedFitsTheCookie() {
        var remembered = connector().begin(TestLogins.request()).remember();

        assertThat(remembered.reveal().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1_000);
    }

    @Test
    default void hostileLoginHintChangesNothing() {
        var connector = connector();

        HostileText.eachKeeps(HostileText.loginHints(), hint -> {
            var request = TestLogins.hinted(TestLogins.request(), hint);
            var departure = connector.begin(request);

            assertThat(Departures.loginIds(connector.binding(), departure))
                    .containsExactly(request.id().value());
            assertThat(departure.remember().reveal().getBytes(StandardCharsets.UTF_8))
                    .hasSizeLessThan(1_000);
        });
    }

    @Test
    default void successfulCallbackLogsInWithTheSameUserIdEachTime() {
        var connector = connector();

        var first = authenticated(logIn(connector, TestLogins.request()));
        var second = authenticated(logIn(connector, TestLogins.request()));

        assertThat(second.userId()).isEqualTo(first.userId());
    }

    /// What belongs to one login is in what it remembers, never in the connector.
    @Test
    default void loginsThatOverlapDoNotMix() {
        var connector = connector();
        var one = TestLogins.request();
        var other = TestLogins.request();
        var leaving = connector.begin(one);
        var alsoLeaving = connector.begin(other);

        authenticated(connector.finish(one, leaving.remember(), successfulCallback(one, leaving)));
        authenticated(connector.finish(other, alsoLeaving.remember(), successfulCallback(other, alsoLeaving)));
    }

    @Test
    default void anotherReplicaCanFinishTheLogin() {
        replica().ifPresent(replica -> {
            var request = TestLogins.request();
            var departure = connector().begin(request);

            authenticated(replica.finish(request, departure.remember(), successfulCallback(request, departure)));
        });
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

    /// Whoever says no is shown a page that says so, and nobody is woken up for it.
    @Test
    default void cancelledLoginIsRefusedAsCancelled() {
        var connector = connector();
        var request = TestLogins.request();
        var departure = connector.begin(request);

        cancelledCallback(request, departure)
                .ifPresent(callback -> refused(CANCELLED, connector.finish(request, departure.remember(), callback)));
    }

    @Test
    default void callbackWithoutProofNeverAuthenticates() {
        var connector = connector();
        var request = TestLogins.request();
        var departure = connector.begin(request);
        var callback = successfulCallback(request, departure);

        neverAuthenticates(
                "there is no " + proof(),
                () -> connector.finish(request, departure.remember(), Departures.without(callback, proof())));
        neverAuthenticates(
                "there is nothing",
                () -> connector.finish(
                        request, departure.remember(), new CallbackRequest(callback.uri(), Map.of(), Map.of())));
    }

    @Test
    default void hostileProofNeverAuthenticates() {
        var connector = connector();
        var request = TestLogins.request();
        var departure = connector.begin(request);
        var callback = successfulCallback(request, departure);

        HostileText.eachKeeps(
                HostileText.values(),
                worthless -> neverAuthenticates(
                        "the " + proof() + " is worthless",
                        () -> connector.finish(
                                request, departure.remember(), Departures.with(callback, proof(), worthless))));
    }

    /// A browser that goes back and forth brings the same callback again.
    @Test
    default void repeatedCallbackNamesNobodyElse() {
        var connector = connector();
        var request = TestLogins.request();
        var departure = connector.begin(request);
        var callback = successfulCallback(request, departure);
        var first = authenticated(connector.finish(request, departure.remember(), callback));

        try {
            if (connector.finish(request, departure.remember(), callback)
                    instanceof LoginResult.Authenticated(var again, var _)) {
                assertThat(again.userId()).isEqualTo(first.userId());
            }
        } catch (ConnectorException _) {
            // The upstream does not answer twice.
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

    @Test
    default void loginWithoutWhatWasRememberedNeverAuthenticates() {
        var connector = connector();
        var request = TestLogins.request();
        var departure = connector.begin(request);

        if (isBoundByWhatIsRemembered() && !departure.remember().isEmpty()) {
            neverAuthenticates(
                    "nothing was remembered",
                    () -> connector.finish(request, Secret.empty(), successfulCallback(request, departure)));
        }
    }

    /// Somebody who stole a proof must not be able to feed it into a login of their own. PKCE, a nonce or
    /// `InResponseTo` forbid it; where an upstream offers none of them, override this with the reason.
    @Test
    default void proofOfAnotherLoginNeverAuthenticates() {
        var connector = connector();
        var request = TestLogins.request();
        var departure = connector.begin(request);
        var another = TestLogins.request();
        var stolen = successfulCallback(another, connector.begin(another)).parameters();
        var callback = successfulCallback(request, departure);

        neverAuthenticates(
                "the " + proof() + " belongs to another login",
                () -> connector.finish(
                        request,
                        departure.remember(),
                        Departures.with(callback, proof(), stolen.getOrDefault(proof(), ""))));
    }

    @Test
    default void proofsAndWhatIsRememberedAreNeverShown() {
        var connector = connector();
        var secrets = new HashSet<>(secrets());
        var attempts = new ArrayList<Supplier<LoginResult>>();
        for (var each : reachableAndNot()) {
            var request = TestLogins.request();
            var departure = connector.begin(request);
            var callback = successfulCallback(request, departure);
            var failed = failedCallback(request, departure);
            secrets.add(Secret.of(callback.parameters().getOrDefault(proof(), "")));
            secrets.add(departure.remember());
            attempts.add(() -> each.finish(request, Secret.empty(), callback));
            attempts.add(() -> each.finish(TestLogins.request(), departure.remember(), callback));
            attempts.add(() -> each.finish(request, departure.remember(), failed));
            attempts.add(() -> each.finish(request, departure.remember(), callback));
        }
        secrets.remove(Secret.empty());

        Shown.by(connector, attempts).holdsNoneOf(secrets);
    }

    private Set<CallbackConnector> reachableAndNot() {
        var connectors = new HashSet<CallbackConnector>();
        connectors.add(connector());
        unreachable().ifPresent(connectors::add);
        return connectors;
    }
}
