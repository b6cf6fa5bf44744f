package io.lintel.client;

import java.net.URI;

/// The public keys of a client (RFC 7591, section 2: `jwks` or `jwks_uri`).
public sealed interface ClientKeys {

    /// It has registered none.
    record None() implements ClientKeys {}

    /// It has registered the keys themselves.
    ///
    /// @param jwkSet the JSON of a JWK Set (RFC 7517, section 5)
    record Inline(String jwkSet) implements ClientKeys {}

    /// It has registered where its keys are published.
    record Published(URI uri) implements ClientKeys {}

    static ClientKeys none() {
        return new None();
    }
}
