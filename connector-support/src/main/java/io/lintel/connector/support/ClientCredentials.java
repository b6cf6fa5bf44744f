package io.lintel.connector.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.secret.Secret;
import java.util.Base64;
import java.util.Map;

/// Who we are at an upstream.
public record ClientCredentials(String id, Secret secret) {

    /// A value of the header `Authorization`; both are encoded as a form first (RFC 6749, section 2.3.1).
    public String basic() {
        var pair = FormText.encode(id) + ":" + FormText.encode(secret.reveal());
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    /// The fields of a form; a client without a secret only says who it is.
    Map<String, String> fields() {
        return secret.isEmpty() ? Map.of("client_id", id) : Map.of("client_id", id, "client_secret", secret.reveal());
    }
}
