package io.lintel.connector.github;

import static io.lintel.connector.Wanted.OFFLINE_ACCESS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.CallbackConnector;
import io.lintel.connector.CallbackRequest;
import io.lintel.connector.Departure;
import io.lintel.connector.Email;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.testkit.CallbackConnectorContract;
import io.lintel.connector.testkit.RefreshingConnectorContract;
import io.lintel.connector.testkit.TestLogins;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GitHubConnectorTest implements CallbackConnectorContract, RefreshingConnectorContract {

    private final FakeGitHub github = FakeGitHub.start();
    private final Person octocat = github.put(Person.of(583231, "octocat").named("The Octocat"));
    private final GitHubConnector connector = TestGitHub.open(github);

    @AfterEach
    void close() {
        connector.close();
        github.close();
    }

    @Override
    public CallbackConnector connector() {
        return connector;
    }

    @Override
    public Optional<? extends CallbackConnector> unreachable() {
        return Optional.of(TestGitHub.open(TestGitHub.configuration("127.0.0.1:1", github.rootCa())));
    }

    /// The fake does not know of a connector to nowhere, and cannot be asked through it.
    @Override
    public CallbackRequest successfulCallback(LoginRequest request, Departure departure) {
        var location = TestGitHub.location(departure);
        return location.toString().startsWith(github.web())
                ? TestGitHub.callback(github, departure, octocat)
                : new CallbackRequest(
                        TestLogins.CALLBACK,
                        Map.of("code", "c", "state", request.id().value()));
    }

    @Override
    public CallbackRequest failedCallback(LoginRequest request, Departure departure) {
        return new CallbackRequest(
                TestLogins.CALLBACK,
                Map.of("error", "access_denied", "state", request.id().value()));
    }

    @Override
    public Optional<Identity> gone() {
        var leaver = github.put(Person.of(4711, "leaver"));
        var identity = authenticated(TestGitHub.logIn(connector, github, leaver, OFFLINE_ACCESS));
        github.remove(leaver);
        return Optional.of(identity);
    }

    @Test
    void identityIsWhatGitHubKnows() {
        var identity = authenticated(TestGitHub.logIn(connector, github, octocat));

        assertThat(identity.userId()).isEqualTo("583231");
        assertThat(identity.username()).isEqualTo("The Octocat");
        assertThat(identity.preferredUsername()).isEqualTo("octocat");
        assertThat(identity.email()).isEqualTo(new Email("octocat@example.org", true));
        assertThat(identity.groups()).isEmpty();
        assertThat(identity.refreshState()).isNull();
    }
}
