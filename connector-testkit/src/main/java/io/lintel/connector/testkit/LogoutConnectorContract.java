package io.lintel.connector.testkit;

import static io.lintel.connector.testkit.LoginResults.authenticated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.lintel.connector.CallbackRequest;
import io.lintel.connector.Capability;
import io.lintel.connector.Departure;
import io.lintel.connector.LoginId;
import io.lintel.connector.LogoutConnector;
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
}
