package io.lintel.connector.example;

import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static io.lintel.connector.testkit.LoginResults.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.Identity;
import io.lintel.connector.PasswordConnector;
import io.lintel.connector.Refusal;
import io.lintel.connector.testkit.PasswordConnectorContract;
import io.lintel.connector.testkit.RefreshingConnectorContract;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StaffConnectorTest implements PasswordConnectorContract, RefreshingConnectorContract {
    private static final String ADA = "ada:correct horse:1001:Ada Lovelace:admins, authors\n";

    private final Path file;
    private final StaffConnector connector;

    StaffConnectorTest(@TempDir Path folder) {
        file = folder.resolve("staff.txt");
        connector = open(file);
        write(ADA);
    }

    @Override
    public PasswordConnector connector() {
        return connector;
    }

    @Override
    public Optional<? extends PasswordConnector> unreachable() {
        return Optional.of(open(file.resolveSibling("missing.txt")));
    }

    @Override
    public String username() {
        return "ada";
    }

    @Override
    public Secret password() {
        return Secret.of("correct horse");
    }

    @Override
    public Optional<Identity> gone() {
        write(ADA + "bob:battery staple:1002:Bob:\n");
        var bob = authenticated(connector.login(TestLogins.request(), "bob", Secret.of("battery staple")));
        write(ADA);
        return Optional.of(bob);
    }

    @Test
    void identityIsWhatTheFileSays() {
        assertThat(authenticated(logIn(connector, TestLogins.request())))
                .isEqualTo(Identity.of("1001")
                        .username("Ada Lovelace")
                        .preferredUsername("ada")
                        .groups(List.of("admins", "authors"))
                        .build());
    }

    @Test
    void changedGroupsAreThereAtTheNextRefresh() {
        var ada = authenticated(logIn(connector, TestLogins.request()));
        write(ADA.replace("admins, authors", "authors"));

        var refreshed = authenticated(connector.refresh(ada, Set.of()));

        assertThat(refreshed.groups()).containsExactly("authors");
    }

    @Test
    void lineThatCannotBeReadIsNamedByItsNumber() {
        write(ADA + "bob:battery staple\n");

        var fault = faulty(Fault.INVALID_RESPONSE, () -> logIn(connector, TestLogins.request()));

        assertThat(fault).hasMessageContaining("line 2 of").hasMessageNotContaining("battery");
    }

    @Test
    void personWithoutAPasswordCannotLogIn() {
        write("eve::1003:Eve:\n");

        refused(Refusal.WRONG_CREDENTIALS, connector.login(TestLogins.request(), "eve", Secret.empty()));
    }

    @Test
    void blankPromptStopsTheConnectorFromOpening() {
        var configuration = new StaffConfiguration(file, " ");

        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> new StaffConnectorFactory()
                        .create(configuration, TestLogins.context("staff", Clock.systemUTC())))
                .satisfies(refused -> assertThat(refused.fault()).isEqualTo(Fault.MISCONFIGURED))
                .withMessageContaining("usernamePrompt");
    }

    private static StaffConnector open(Path file) {
        var configuration = new StaffConfiguration(file, "Username");
        return new StaffConnectorFactory().create(configuration, TestLogins.context("staff", Clock.systemUTC()));
    }

    private void write(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
