package io.lintel.server.settings;

import io.lintel.client.RequestRules;

/// Reads how a client must send its authorization requests.
final class RequestRulesReading {

    private RequestRulesReading() {}

    static RequestRules read(Section client) {
        return new RequestRules(client.flag("requirePushedAuthorizationRequests", false));
    }
}
