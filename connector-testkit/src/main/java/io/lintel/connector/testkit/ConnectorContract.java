package io.lintel.connector.testkit;

import static io.lintel.connector.ConnectorException.Fault.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.lintel.connector.Connector;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every connector keeps. Implemented through the contract of a kind, never directly.
public interface ConnectorContract {
    /// The connector under test, opened and wired to a working upstream; the same one however often it is asked
    /// for during one test. A contract may close it.
    Connector connector();

    /// A connector like [#connector()] whose upstream does not answer, or empty if it needs no answer of an
    /// upstream.
    Optional<? extends Connector> unreachable();

    /// Logs the known end-user in, from start to end.
    LoginResult logIn(Connector connector, LoginRequest request);

    @Test
    default void declaresNoCapabilityWithoutItsRole() {
        var connector = connector();

        assertThat(connector.capabilities())
                .allSatisfy(capability -> assertThat(connector).isInstanceOf(capability.role()));
    }

    @Test
    default void everyDeclaredCapabilityIsUnderContract() {
        assertThat(connector().capabilities()).allSatisfy(capability -> {
            var contract =
                    switch (capability) {
                        case OFFLINE_ACCESS -> RefreshingConnectorContract.class;
                        case TOKEN_EXCHANGE -> TokenIdentityConnectorContract.class;
                        case UPSTREAM_LOGOUT -> LogoutConnectorContract.class;
                        case NEGOTIATE -> NegotiateConnectorContract.class;
                    };
            assertThat(this)
                    .as("a connector with %s is tested by a %s", capability, contract.getSimpleName())
                    .isInstanceOf(contract);
        });
    }

    @Test
    default void unreachableUpstreamIsUnavailable() {
        unreachable()
                .ifPresent(connector -> LoginResults.faulty(UNAVAILABLE, () -> logIn(connector, TestLogins.request())));
    }

    @Test
    default void closingAgainDoesNothing() {
        var connector = connector();

        connector.close();

        assertThatCode(connector::close).doesNotThrowAnyException();
    }
}
