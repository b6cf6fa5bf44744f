package io.lintel.server.settings;

import io.lintel.client.RequestDefaults;
import io.lintel.client.RequestRules;
import io.lintel.signing.JwsAlgorithm;
import java.time.Duration;
import java.util.Arrays;
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
                        client.text("defaultMaxAge").isEmpty()
                                ? null
                                : client.duration("defaultMaxAge", Duration.ZERO),
                        client.texts("defaultACRValues")));
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
