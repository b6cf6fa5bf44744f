package io.lintel.connector.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.secret.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who we are at an upstream.
///
/// @param secret empty for a public client, and for one that has a key
/// @param key proves it in the body
public record ClientCredentials(
        String id, Secret secret, @Nullable ClientKey key) {

    public ClientCredentials(String id, Secret secret) {
        this(id, secret, null);
    }

    /// A value of the header `Authorization`; both are encoded as a form first (RFC 6749, section 2.3.1).
    public String basic() {
        var pair = FormText.encode(id) + ":" + FormText.encode(secret.reveal());
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    /// The fields of a form; a client with neither a key nor a secret only says who it is.
    Map<String, String> fields(URI tokenEndpoint, Instant now) {
        if (key != null) {
            return key.fields(id, tokenEndpoint, now);
        }
        return secret.isEmpty() ? Map.of("client_id", id) : Map.of("client_id", id, "client_secret", secret.reveal());
    }
}
