package io.lintel.server.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.client.AuthenticationSettings;
import io.lintel.client.ClientAuthenticationMethod;
import io.lintel.client.ClientKeys;
import io.lintel.secret.Secret;
import io.lintel.server.signing.ClientKeySet;
import io.lintel.signing.InvalidJwtException;
import io.lintel.signing.JwsAlgorithm;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads how a client proves who it is.
final class ClientAuthenticationReading {

    private static final String METHOD = "tokenEndpointAuthMethod";
    private static final String ALGORITHM = "tokenEndpointAuthSigningAlg";

    private ClientAuthenticationReading() {}

    /// @param secret what the client has, empty for none
    static AuthenticationSettings read(Section section, Secret secret, boolean isPublic) {
        var method = section.parsed(METHOD, ClientAuthenticationReading::method);
        var algorithm = section.parsed(ALGORITHM, ClientAuthenticationReading::algorithm);
        var keys = keys(section);
        if (!fits(section, method, keys, secret, isPublic)) {
            return new AuthenticationSettings(null, null, keys);
        }
        var settings = new AuthenticationSettings(method, null, keys);
        if (algorithm == null) {
            return settings;
        }
        if (!settings.assertionAlgorithms().contains(algorithm)) {
            section.mistake(ALGORITHM, "does not fit " + METHOD + ": " + namesOf(settings.assertionAlgorithms()));
            return settings;
        }
        return new AuthenticationSettings(method, algorithm, keys);
    }

    private static boolean fits(
            Section section,
            @Nullable ClientAuthenticationMethod method,
            ClientKeys keys,
            Secret secret,
            boolean isPublic) {
        return switch (method) {
            case null -> true;
            case NONE -> require(section, isPublic && secret.isEmpty(), "is for public clients without a secret");
            case PRIVATE_KEY_JWT -> require(section, !(keys instanceof ClientKeys.None), "needs jwks or jwksURI");
            case CLIENT_SECRET_BASIC, CLIENT_SECRET_POST ->
                require(section, !secret.isEmpty(), "needs a secret of the client");
            case CLIENT_SECRET_JWT ->
                require(section, bytes(secret) >= 32, "needs a secret of 32 bytes or more (RFC 7518, section 3.2)");
        };
    }

    private static int bytes(Secret secret) {
        return secret.reveal().getBytes(UTF_8).length;
    }

    private static boolean require(Section section, boolean fits, String otherwise) {
        if (!fits) {
            section.mistake(METHOD, otherwise);
        }
        return fits;
    }

    private static ClientAuthenticationMethod method(String word) {
        return ClientAuthenticationMethod.find(word)
                .orElseThrow(() -> new IllegalArgumentException("is unknown (there are: "
                        + Arrays.stream(ClientAuthenticationMethod.values())
                                .map(ClientAuthenticationMethod::word)
                                .collect(Collectors.joining(", "))
                        + ")"));
    }

    private static JwsAlgorithm algorithm(String name) {
        return JwsAlgorithm.find(name)
                .orElseThrow(() ->
                        new IllegalArgumentException("is unknown " + namesOf(Arrays.asList(JwsAlgorithm.values()))));
    }

    private static String namesOf(Collection<JwsAlgorithm> algorithms) {
        return algorithms.stream().map(JwsAlgorithm::jwaName).collect(Collectors.joining(", ", "(there are: ", ")"));
    }

    private static ClientKeys keys(Section section) {
        var published = section.parsed("jwksURI", ClientAuthenticationReading::address);
        var written = keySet(section);
        if (!written.isEmpty()) {
            if (published != null) {
                section.mistake("jwksURI", "and jwks exclude each other");
            }
            return inline(section, written);
        }
        return published == null ? ClientKeys.none() : new ClientKeys.Published(published);
    }

    private static ClientKeys inline(Section section, String keySet) {
        try {
            ClientKeySet.requireUsable(keySet);
            return new ClientKeys.Inline(keySet);
        } catch (InvalidJwtException unusable) {
            section.mistake("jwks", "is no usable key set: " + unusable.getMessage());
            return ClientKeys.none();
        }
    }

    /// JSON is YAML: a key set may be pasted as it is, or stand there as text.
    private static String keySet(Section section) {
        return section.find("jwks") instanceof Node.Mapping mapping
                ? ClientKeySet.write(members(mapping))
                : section.text("jwks");
    }

    private static SequencedMap<String, Object> members(Node.Mapping mapping) {
        var members = new LinkedHashMap<String, Object>();
        mapping.entries().forEach((key, node) -> {
            if (!(node instanceof Node.Nothing)) {
                members.put(key, value(node));
            }
        });
        return members;
    }

    private static Object value(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar.text();
            case Node.Mapping mapping -> members(mapping);
            case Node.Sequence sequence ->
                sequence.items().stream()
                        .map(ClientAuthenticationReading::value)
                        .toList();
            case Node.Nothing _ -> "";
        };
    }

    static URI address(String text) {
        try {
            var uri = new URI(text);
            var host = uri.getHost();
            var isPlain = "http".equals(uri.getScheme()) && host != null && RedirectUriCheck.isLoopback(host);
            if (host != null
                    && ("https".equals(uri.getScheme()) || isPlain)
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException _) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "must be an https URL (http only to this machine) without user and fragment");
    }
}
