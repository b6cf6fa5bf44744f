package io.lintel.connector.github;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.support.Call;
import io.lintel.connector.support.ClientCredentials;
import io.lintel.connector.support.Deadline;
import io.lintel.connector.support.Json;
import io.lintel.connector.support.Reply;
import io.lintel.connector.support.TokenText;
import io.lintel.connector.support.UpstreamHttp;
import io.lintel.secret.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks GitHub whether an access token is one of our app's ("check a token" of the REST API).
final class TokenCheck {

    static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    private final ClientCredentials app;
    private final GitHubHost host;
    private final UpstreamHttp http;
    private final Clock clock;

    TokenCheck(ClientCredentials app, GitHubHost host, UpstreamHttp http, Clock clock) {
        this.app = app;
        this.host = host;
        this.http = http;
        this.clock = clock;
    }

    /// What GitHub vouches for.
    ///
    /// @param expiry absent if the token ends only when somebody revokes it
    record Checked(@Nullable Instant expiry) {}

    /// Empty if the token is not good, or another app's.
    ///
    /// @throws ConnectorException if GitHub cannot answer, or does not know the app
    Optional<Checked> find(Secret token, Deadline deadline) {
        if (!TokenText.isToken(token)) {
            return Optional.empty();
        }
        var call = Call.postJson(address(), Map.of("access_token", token.reveal()))
                .with("Accept", "application/vnd.github+json")
                .with("X-GitHub-Api-Version", "2022-11-28")
                .with("Authorization", app.basic());
        var reply = http.send(call, deadline);
        if (RateLimit.find(reply, clock).isPresent()) {
            throw ConnectorException.unavailable(reply + ": GitHub was asked too often", null);
        }
        return switch (reply.status()) {
            case 200 -> vouched(reply);
            case 404, 422 -> Optional.empty();
            case 401, 403 ->
                throw ConnectorException.misconfigured(
                        reply + ": GitHub does not let the app check tokens: check clientID and clientSecret");
            default -> throw ConnectorException.unavailable(reply + ": GitHub cannot answer", null);
        };
    }

    private URI address() {
        return host.api("/applications/" + URLEncoder.encode(app.id(), StandardCharsets.UTF_8) + "/token");
    }

    /// GitHub asks this for the app in the address; that the answer names the same makes sure.
    private Optional<Checked> vouched(Reply reply) {
        var answer = reply.json().asObject();
        var named = answer.findObject("app").map(about -> about.requireText("client_id"));
        return named.equals(Optional.of(app.id())) ? Optional.of(new Checked(expiry(answer))) : Optional.empty();
    }

    private static @Nullable Instant expiry(Json.Members answer) {
        try {
            return answer.findText("expires_at").map(Instant::parse).orElse(null);
        } catch (DateTimeException malformed) {
            throw ConnectorException.invalidResponse("the member expires_at is no time", malformed);
        }
    }
}
