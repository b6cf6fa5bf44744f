package io.lintel.authorization;

import io.lintel.oauth2.ResponseMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the browser brings to the client (RFC 6749, sections 4.1.2 and 4.1.2.1; RFC 9207).
///
/// @param parameters in the order they are sent
public record AuthorizationResponse(RedirectTarget target, ResponseMode mode, Map<String, String> parameters) {

    public AuthorizationResponse {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /// Whether it carries more than a code.
    public boolean carriesTokens() {
        return parameters.containsKey("access_token") || parameters.containsKey("id_token");
    }

    /// Names alone: the code is a secret.
    @Override
    public String toString() {
        return "AuthorizationResponse[" + target.client().id() + " " + parameters.keySet() + "]";
    }
}
