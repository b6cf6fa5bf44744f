package io.lintel.connector.oidc;

import io.lintel.connector.CallbackConnector;
import io.lintel.connector.CallbackRequest;
import io.lintel.connector.Departure;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Wanted;
import io.lintel.connector.testkit.Departures;
import io.lintel.connector.testkit.TestLogins;
import java.util.List;
import java.util.Map;

/// Logins at a [FakeProvider].
final class TestOidc {

    static final String ALICE = "248289761001";

    private TestOidc() {}

    /// What the provider knows of Alice.
    static Map<String, Object> alice() {
        return Map.of(
                "name", "Alice Liddell",
                "preferred_username", "ally",
                "email", "alice@example.org",
                "email_verified", true,
                "groups", List.of("readers", "writers"));
    }

    static LoginResult logIn(CallbackConnector connector, FakeProvider provider, Wanted... wanted) {
        var request = TestLogins.request(wanted);
        var departure = connector.begin(request);
        return connector.finish(request, departure.remember(), callback(provider, departure));
    }

    static CallbackRequest callback(FakeProvider provider, Departure departure) {
        return new CallbackRequest(TestLogins.CALLBACK, provider.authorize(Departures.target(departure), ALICE));
    }

    static Map<String, String> sent(CallbackConnector connector, LoginRequest request) {
        return FakeProvider.query(Departures.target(connector.begin(request)));
    }
}
