package io.lintel.connector.mock;

import static io.lintel.connector.testkit.LoginResults.authenticated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.connector.Capability;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.Email;
import io.lintel.connector.Identity;
import io.lintel.connector.PasswordConnector;
import io.lintel.connector.testkit.PasswordConnectorContract;
import io.lintel.connector.testkit.RefreshingConnectorContract;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MockPasswordConnectorTest implements PasswordConnectorContract, RefreshingConnectorContract {
    private final MockPasswordConnectorFactory factory = new MockPasswordConnectorFactory();
    private final PasswordConnector connector = open("swordfish");

    @Override
    public PasswordConnector connector() {
        return connector;
    }

    @Override
    public Optional<? extends PasswordConnector> unreachable() {
        return Optional.empty();
    }

    @Override
    public String username() {
        return "kilgore";
    }

    @Override
    public Secret password() {
        return Secret.of("swordfish");
    }

    @Override
    public Optional<Identity> gone() {
        return Optional.empty();
    }

    @Test
    void theOneUserIsKilgoreTroutWithoutGroups() {
        var identity = authenticated(logIn(connector, TestLogins.request()));

        assertThat(identity)
                .isEqualTo(Identity.of("0-385-28089-0")
                        .username("Kilgore Trout")
                        .email(new Email("kilgore@kilgore.trout", true))
                        .refreshState(Secret.of("{\"test\": \"true\"}"))
                        .build());
    }

    @Test
    void emptyConfiguredPasswordStopsTheConnectorFromOpening() {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> open(""))
                .satisfies(thrown -> assertThat(thrown.fault()).isEqualTo(Fault.MISCONFIGURED))
                .withMessageContaining("password");
    }

    @Test
    void typePromptAndCapabilitiesAreThoseOfTheDocumentation() {
        assertThat(factory.type()).isEqualTo("mockPassword");
        assertThat(factory.configuration()).isEqualTo(MockPasswordConfiguration.class);
        assertThat(connector.usernamePrompt()).isEqualTo("Username");
        assertThat(connector.capabilities()).containsExactly(Capability.OFFLINE_ACCESS);
    }

    private PasswordConnector open(String password) {
        var configuration = new MockPasswordConfiguration("kilgore", Secret.of(password));
        return factory.create(configuration, TestLogins.context("mock", Clock.systemUTC()));
    }
}
