package io.lintel.connector.testkit;

import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginHint;
import io.lintel.connector.LoginId;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.OneTimeUse;
import io.lintel.connector.Wanted;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

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

    /// The same login, of somebody whom the application has named.
    public static LoginRequest hinted(LoginRequest request, String hint) {
        return new LoginRequest(request.id(), request.callback(), request.wanted(), new LoginHint(hint));
    }

    /// Where upstream providers send browsers whose sessions they want ended.
    public static URI upstreamLogout(String connectorId) {
        return URI.create("https://login.example.org/logout/callback/" + connectorId);
    }

    /// A context with the HTTP client a server would lend, a memory of its own of what was used, and without
    /// the leniency of dex.
    public static ConnectorContext context(String connectorId, Clock clock) {
        return context(connectorId, clock, remembering());
    }

    /// A context that shares what was used with others, as replicas do.
    public static ConnectorContext context(String connectorId, Clock clock, OneTimeUse oneTimeUse) {
        var client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new ConnectorContext(
                new ConnectorId(connectorId), CALLBACK, client, clock, oneTimeUse, false, upstreamLogout(connectorId));
    }

    /// Remembers for as long as it lives.
    public static OneTimeUse remembering() {
        Set<String> used = ConcurrentHashMap.newKeySet();
        return (value, until) -> used.add(value);
    }
}
