package io.lintel.registration;

import io.lintel.client.AuthenticationSettings;
import io.lintel.client.ClientAuthenticationMethod;
import io.lintel.client.ClientKeys;
import io.lintel.signing.JwsAlgorithm;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// How a client says it will prove who it is.
public record MetadataAuthentication(
        ClientAuthenticationMethod method, @Nullable JwsAlgorithm algorithm, ClientKeys keys) {

    private static final String METHOD = "token_endpoint_auth_method";
    private static final String ALGORITHM = "token_endpoint_auth_signing_alg";

    static MetadataAuthentication read(Members members, MetadataText text) {
        var method = members.text(METHOD)
                .map(word -> ClientAuthenticationMethod.find(word)
                        .orElseThrow(() -> Members.refused(METHOD, "is unknown here")))
                .orElse(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        var algorithm = members.text(ALGORITHM)
                .map(name -> JwsAlgorithm.find(name).orElseThrow(() -> Members.refused(ALGORITHM, "is unknown here")))
                .orElse(null);
        var read = new MetadataAuthentication(method, algorithm, keys(members, text));
        try {
            read.settings();
        } catch (IllegalArgumentException contradiction) {
            throw Members.refused(METHOD, "does not fit: " + contradiction.getMessage());
        }
        return read;
    }

    AuthenticationSettings settings() {
        return new AuthenticationSettings(method, algorithm, keys);
    }

    void writeTo(Map<String, Object> members, MetadataText text) {
        members.put(METHOD, method.word());
        if (algorithm != null) {
            members.put(ALGORITHM, algorithm.jwaName());
        }
        switch (keys) {
            case ClientKeys.None _ -> {}
            case ClientKeys.Inline(var set) -> members.put("jwks", text.read(set));
            case ClientKeys.Published(var uri) -> members.put("jwks_uri", uri.toString());
        }
    }

    private static ClientKeys keys(Members members, MetadataText text) {
        URI published = members.https("jwks_uri");
        var written = members.value("jwks");
        if (written == null) {
            return published == null ? ClientKeys.none() : new ClientKeys.Published(published);
        }
        if (published != null || !(written instanceof Map<?, ?> set)) {
            throw Members.refused("jwks", "must be a key set, and not beside jwks_uri");
        }
        try {
            var inline = text.write(copy(set));
            text.requireUsableKeys(inline);
            return new ClientKeys.Inline(inline);
        } catch (IllegalArgumentException unusable) {
            throw Members.refused("jwks", "cannot be used. " + unusable.getMessage());
        }
    }

    private static SequencedMap<String, Object> copy(Map<?, ?> set) {
        var copy = new LinkedHashMap<String, Object>();
        set.forEach((name, value) -> copy.put(String.valueOf(name), value));
        return copy;
    }
}
