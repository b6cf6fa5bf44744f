package io.lintel.connector.testkit;

import static io.lintel.connector.Capability.OFFLINE_ACCESS;
import static io.lintel.connector.Capability.TOKEN_EXCHANGE;
import static io.lintel.connector.Capability.UPSTREAM_LOGOUT;
import static io.lintel.connector.ConnectorException.Fault.UNAVAILABLE;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.neverAuthenticates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.lintel.connector.Connector;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.LogoutConnector;
import io.lintel.connector.RefreshingConnector;
import io.lintel.connector.TokenIdentityConnector;
import io.lintel.connector.Wanted;
import io.lintel.secret.Secret;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every connector keeps. Implemented through the contract of a kind, never directly.
public interface ConnectorContract {
    /// The connector under test, opened and wired to a working upstream; the same one however often it is asked
    /// for during one test. A contract may close it.
    Connector connector();

    /// A connector like [#connector()] whose upstream does not answer, or empty if it needs no answer of an
    /// upstream.
    Optional<? extends Connector> unreachable();

    /// Logs the known end-user in, from start to end. Called from many threads at once.
    LoginResult logIn(Connector connector, LoginRequest request);

    /// What the configuration of [#connector()] and [#unreachable()] holds that must never be shown, such as the
    /// secret of a client or the password of a service account.
    default Set<Secret> secrets() {
        return Set.of();
    }

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

    /// What the server has told its clients must stay true.
    @Test
    default void capabilitiesStayTheSame() {
        var connector = connector();
        var before = Set.copyOf(connector.capabilities());

        logIn(connector, TestLogins.request());

        assertThat(connector.capabilities()).isEqualTo(before);
    }

    /// An instance whose configuration rules a role out must not play it when it is asked all the same.
    @Test
    default void roleThatIsNotDeclaredIsRefused() {
        var connector = connector();
        var declared = connector.capabilities();
        var identity = authenticated(logIn(connector, TestLogins.request(Wanted.OFFLINE_ACCESS)));

        if (connector instanceof RefreshingConnector refreshing && !declared.contains(OFFLINE_ACCESS)) {
            neverAuthenticates(
                    "offline access is not declared",
                    () -> refreshing.refresh(identity, Set.of(Wanted.OFFLINE_ACCESS)));
        }
        if (connector instanceof TokenIdentityConnector exchanging && !declared.contains(TOKEN_EXCHANGE)) {
            neverAuthenticates(
                    "token exchange is not declared",
                    () -> exchanging.identify("urn:ietf:params:oauth:token-type:access_token", Secret.of("token")));
        }
        if (connector instanceof LogoutConnector leaving && !declared.contains(UPSTREAM_LOGOUT)) {
            assertThat(leaving.beginLogout(identity, TestLogins.request().id(), TestLogins.CALLBACK))
                    .as("upstream logout is not declared")
                    .isEmpty();
        }
    }

    @Test
    default void unreachableUpstreamIsUnavailable() {
        unreachable()
                .ifPresent(connector -> LoginResults.faulty(UNAVAILABLE, () -> logIn(connector, TestLogins.request())));
    }

    @Test
    default void loginsAtTheSameTimeAllSucceed() throws InterruptedException, ExecutionException {
        var connector = connector();
        var together = new CyclicBarrier(8);
        Callable<String> login = () -> {
            together.await();
            return authenticated(logIn(connector, TestLogins.request())).userId();
        };

        var userIds = new HashSet<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var logins = Stream.generate(() -> login).limit(together.getParties());
            for (var answer : threads.invokeAll(logins.toList())) {
                userIds.add(answer.get());
            }
        }

        assertThat(userIds).hasSize(1);
    }

    @Test
    default void closingAgainDoesNothing() {
        var connector = connector();

        connector.close();

        assertThatCode(connector::close).doesNotThrowAnyException();
    }
}
