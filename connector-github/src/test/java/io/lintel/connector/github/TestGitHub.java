package io.lintel.connector.github;

import io.lintel.connector.CallbackConnector;
import io.lintel.connector.CallbackRequest;
import io.lintel.connector.Departure;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Wanted;
import io.lintel.connector.testkit.TestLogins;
import java.net.URI;

/// Logins at a [FakeGitHub].
final class TestGitHub {

    private TestGitHub() {}

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
