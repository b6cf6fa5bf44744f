package io.lintel.connector.testkit;

import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginId;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.Wanted;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/// What the server would hand a connector.
public final class TestLogins {
    /// Where upstream providers send browsers.
    public static final URI CALLBACK = URI.create("https://login.example.org/callback");

    private TestLogins() {}

    /// A login of its own: no two have the same id.
    public static LoginRequest request(Wanted... wanted) {
        var id = new LoginId("l" + UUID.randomUUID().toString().replace("-", ""));
        return new LoginRequest(id, CALLBACK, Set.of(wanted));
    }

    /// A context with the HTTP client a server would lend.
    public static ConnectorContext context(String connectorId, Clock clock) {
        var client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new ConnectorContext(new ConnectorId(connectorId), CALLBACK, client, clock);
    }
}
