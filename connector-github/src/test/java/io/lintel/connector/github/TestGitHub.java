package io.lintel.connector.github;

import io.lintel.connector.CallbackConnector;
import io.lintel.connector.CallbackRequest;
import io.lintel.connector.ConnectorContext;
import io.lintel.connector.Departure;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Wanted;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// Configurations and logins against a [FakeGitHub].
final class TestGitHub {

    private TestGitHub() {}

    /// The smallest configuration for it.
    static GitHubConfiguration configuration(FakeGitHub github) {
        return configuration(github.hostName(), github.rootCa());
    }

    static GitHubConfiguration configuration(String hostName, String rootCa) {
        return new GitHubConfiguration(
                FakeGitHub.CLIENT_ID,
                Secret.of(FakeGitHub.CLIENT_SECRET),
                TestLogins.CALLBACK.toString(),
                null,
                List.of(),
                hostName,
                rootCa,
                TeamNameField.NAME,
                false,
                false,
                null,
                Duration.ofSeconds(15),
                Duration.ofSeconds(30));
    }

    static GitHubConnector open(FakeGitHub github) {
        return open(configuration(github));
    }

    static GitHubConnector open(GitHubConfiguration configuration) {
        return open(configuration, TestLogins.context("hub", Clock.systemUTC()));
    }

    static GitHubConnector open(GitHubConfiguration configuration, ConnectorContext context) {
        return (GitHubConnector) new GitHubConnectorFactory().create(configuration, context);
    }

    /// A login of a person, from start to end.
    static LoginResult logIn(CallbackConnector connector, FakeGitHub github, Person person, Wanted... wanted) {
        var request = TestLogins.request(wanted);
        var departure = connector.begin(request);
        return connector.finish(request, departure.remember(), callback(github, departure, person));
    }

    static CallbackRequest callback(FakeGitHub github, Departure departure, Person person) {
        return new CallbackRequest(TestLogins.CALLBACK, github.authorize(location(departure), person));
    }

    static URI location(Departure departure) {
        return switch (departure) {
            case Departure.Redirect redirect -> redirect.location();
            case Departure.FormPost form -> throw new AssertionError("not a redirect but " + form);
        };
    }
}
