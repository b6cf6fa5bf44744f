package io.lintel.connector.example;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.Identity;
import io.lintel.connector.support.Call;
import io.lintel.connector.support.Deadline;
import io.lintel.connector.support.Destinations;
import io.lintel.connector.support.HttpLimits;
import io.lintel.connector.support.Json;
import io.lintel.connector.support.Reply;
import io.lintel.connector.support.UpstreamHttp;
import io.lintel.secret.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks the upstream whose a code is. It answers `{"id": "1001", "name": "Ada Lovelace", "groups": ["admins"]}`.
final class PortalClient {
    private final URI redeem;
    private final Secret key;
    private final Duration timeout;
    private final UpstreamHttp http;

    PortalClient(PortalConfiguration configuration, HttpClient httpClient) {
        this.redeem = URI.create(configuration.url() + "/redeem");
        this.key = configuration.key();
        this.timeout = configuration.timeout();
        var destinations = Destinations.of(List.of(redeem.getHost()));
        this.http = new UpstreamHttp(httpClient, destinations, HttpLimits.of(timeout));
    }

    /// Who logged in, or empty if the upstream does not take the code.
    ///
    /// @throws ConnectorException if there is no answer in time, or one that makes no sense
    Optional<Identity> redeem(Secret code, Secret verifier) {
        var call = Call.post(redeem, Map.of("code", code.reveal(), "verifier", verifier.reveal()))
                .with("Authorization", "Bearer " + key.reveal());
        var reply = http.send(call, Deadline.in(timeout));
        return switch (reply.status()) {
            case 200 -> Optional.of(identity(reply));
            case 400 -> Optional.empty();
            case 401, 403 -> throw ConnectorException.misconfigured(reply + ", so the key is not accepted");
            case 429, 500, 502, 503, 504 -> throw ConnectorException.unavailable(reply.toString(), null);
            default -> throw ConnectorException.invalidResponse(reply + " is no answer that was agreed on");
        };
    }

    private static Identity identity(Reply reply) {
        var person = reply.json().asObject();
        try {
            return Identity.of(person.requireText("id"))
                    .username(person.findText("name").orElse(null))
                    .groups(groups(person, reply))
                    .build();
        } catch (IllegalArgumentException nobody) {
            throw ConnectorException.invalidResponse(reply + ": " + nobody.getMessage(), nobody);
        }
    }

    private static List<String> groups(Json.Members person, Reply reply) {
        var groups = new ArrayList<String>();
        if (person.byName().get("groups") instanceof Json.Array(var elements)) {
            for (var element : elements) {
                if (!(element instanceof Json.Text(var group))) {
                    throw ConnectorException.invalidResponse(reply + ": a group is not a string");
                }
                groups.add(group);
            }
        }
        return groups;
    }
}
