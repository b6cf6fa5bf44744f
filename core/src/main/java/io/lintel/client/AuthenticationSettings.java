package io.lintel.client;

import io.lintel.signing.JwsAlgorithm;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a client proves who it is, and that something it signed comes from it.
///
/// @param method null for what dex lets any client do: its secret in the header or in the body, and a public client
///     its name alone
/// @param algorithm what its assertions must be signed with; null for any that fits the method
/// @param keys also for what it signs besides assertions
public record AuthenticationSettings(
        @Nullable ClientAuthenticationMethod method,
        @Nullable JwsAlgorithm algorithm,
        ClientKeys keys) {

    public static final AuthenticationSettings DEFAULT = new AuthenticationSettings(null, null, ClientKeys.none());

    public AuthenticationSettings {
        if (algorithm != null && !algorithmsOf(method).contains(algorithm)) {
            throw new IllegalArgumentException(algorithm.jwaName() + " is no algorithm of the client's method");
        }
        if (method == ClientAuthenticationMethod.PRIVATE_KEY_JWT && keys instanceof ClientKeys.None) {
            throw new IllegalArgumentException("private_key_jwt needs keys of the client");
        }
    }

    /// The algorithms that an assertion of this client may be signed with: of none if it is to use no assertion.
    public Set<JwsAlgorithm> assertionAlgorithms() {
        return algorithm == null ? algorithmsOf(method) : Set.of(algorithm);
    }

    /// Whether a secret in this place, or the name alone, is what the client has agreed to.
    boolean allows(ClientAuthenticationMethod shown) {
        return method == null || method == shown;
    }

    private static Set<JwsAlgorithm> algorithmsOf(@Nullable ClientAuthenticationMethod method) {
        return switch (method) {
            case PRIVATE_KEY_JWT -> JwsAlgorithm.asymmetric();
            case CLIENT_SECRET_JWT -> JwsAlgorithm.symmetric();
            case CLIENT_SECRET_BASIC, CLIENT_SECRET_POST, NONE -> Set.of();
            case null -> Set.of();
        };
    }
}
