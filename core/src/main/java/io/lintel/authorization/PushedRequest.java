package io.lintel.authorization;

import io.lintel.oauth2.ClientId;
import java.time.Instant;
import java.util.Map;

/// An authorization request that its client has pushed (RFC 9126).
///
/// @param parameters as they came, without the client's credentials
public record PushedRequest(ClientId client, Map<String, String> parameters, Instant expiresAt) {

    public PushedRequest {
        parameters = Map.copyOf(parameters);
    }

    /// Names alone: values may say who somebody is.
    @Override
    public String toString() {
        return "PushedRequest[" + client + " " + parameters.keySet() + "]";
    }
}
