package io.lintel.server.settings;

import io.lintel.client.RequestDefaults;
import io.lintel.client.RequestRules;
import io.lintel.signing.JwsAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Reads how a client must send its authorization requests.
final class RequestRulesReading {

    private RequestRulesReading() {}

    static RequestRules read(Section client) {
        return new RequestRules(
                client.flag("requirePushedAuthorizationRequests", false),
                client.flag("requireSignedRequestObject", false),
                client.parsed("requestObjectSigningAlg", RequestRulesReading::algorithm),
                new RequestDefaults(
                        client.text("defaultMaxAge").isEmpty() ? null : client.duration("defaultMaxAge", Duration.ZERO),
                        client.texts("defaultACRValues")),
                uris(client));
    }

    private static List<URI> uris(Section client) {
        var uris = new ArrayList<URI>();
        for (var written : client.scalars("requestURIs")) {
            try {
                uris.add(ClientAuthenticationReading.address(written.text()));
            } catch (IllegalArgumentException malformed) {
                client.mistakes().add(written.place(), String.valueOf(malformed.getMessage()));
            }
        }
        return uris;
    }

    private static JwsAlgorithm algorithm(String name) {
        return JwsAlgorithm.find(name)
                .orElseThrow(() -> new IllegalArgumentException("is unknown (there are: "
                        + Arrays.stream(JwsAlgorithm.values())
                                .map(JwsAlgorithm::jwaName)
                                .collect(Collectors.joining(", "))
                        + ")"));
    }
}
