package io.lintel.connector.testkit;

import static io.lintel.connector.testkit.LoginResults.authenticated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.connector.CallbackRequest;
import io.lintel.connector.Capability;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.Departure;
import io.lintel.connector.LoginId;
import io.lintel.connector.LogoutConnector;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a connector keeps that can end the end-user's session at the upstream.
public interface LogoutConnectorContract extends ConnectorContract {
    /// What the upstream makes a browser bring back once the end-user is logged out there.
    CallbackRequest loggedOut(LoginId id, Departure departure);

    @Test
    default void declaresUpstreamLogout() {
        assertThat(connector().capabilities()).contains(Capability.UPSTREAM_LOGOUT);
    }

    @Test
    default void whoLoggedInCanLogOut() {
        var connector = connector();
        var request = TestLogins.request();
        var identity = authenticated(logIn(connector, request));
        var logout = (LogoutConnector) connector;

        var departure = logout.beginLogout(identity, request.id(), TestLogins.CALLBACK);

        assertThat(departure).hasValueSatisfying(found -> assertThatCode(
                        () -> logout.finishLogout(request.id(), loggedOut(request.id(), found)))
                .doesNotThrowAnyException());
    }

    @Test
    default void departureOfALogoutCarriesItsId() {
        var connector = connector();
        var identity = authenticated(logIn(connector, TestLogins.request()));
        var id = TestLogins.request().id();

        var departure = ((LogoutConnector) connector).beginLogout(identity, id, TestLogins.CALLBACK);

        assertThat(departure).hasValueSatisfying(found -> assertThat(
                        Stream.of("state", "RelayState").flatMap(name -> Departures.values(found, name).stream()))
                .containsExactly(id.value()));
    }

    @Test
    default void logoutThatTheUpstreamDidNotConfirmIsAFault() {
        var connector = connector();
        var identity = authenticated(logIn(connector, TestLogins.request()));
        var logout = (LogoutConnector) connector;
        var id = TestLogins.request().id();
        var another = TestLogins.request().id();
        assertThat(logout.beginLogout(identity, id, TestLogins.CALLBACK)).isPresent();
        var departure =
                logout.beginLogout(identity, another, TestLogins.CALLBACK).orElseThrow();

        assertThatExceptionOfType(ConnectorException.class)
                .as("the browser brings back nothing")
                .isThrownBy(() -> logout.finishLogout(id, new CallbackRequest(TestLogins.CALLBACK, Map.of())));
        assertThatExceptionOfType(ConnectorException.class)
                .as("the browser brings back the answer to another logout")
                .isThrownBy(() -> logout.finishLogout(id, loggedOut(another, departure)));
    }
}
