package io.lintel.client;

import java.util.Arrays;
import java.util.Optional;

/// How a client proves who it is at the token endpoint and its like (RFC 7591, section 2; OpenID Connect Core,
/// section 9).
public enum ClientAuthenticationMethod {
    CLIENT_SECRET_BASIC("client_secret_basic"),
    CLIENT_SECRET_POST("client_secret_post"),
    /// An assertion under the secret as key of a MAC.
    CLIENT_SECRET_JWT("client_secret_jwt"),
    /// An assertion under a key that only the client has.
    PRIVATE_KEY_JWT("private_key_jwt"),
    /// Not at all: a public client.
    NONE("none");

    private final String word;

    ClientAuthenticationMethod(String word) {
        this.word = word;
    }

    public static Optional<ClientAuthenticationMethod> find(String word) {
        return Arrays.stream(values())
                .filter(method -> method.word.equals(word))
                .findFirst();
    }

    public String word() {
        return word;
    }

    /// Whether the client and we share a secret.
    public boolean needsSecret() {
        return this == CLIENT_SECRET_BASIC || this == CLIENT_SECRET_POST || this == CLIENT_SECRET_JWT;
    }
}
