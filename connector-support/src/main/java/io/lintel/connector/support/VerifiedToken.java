package io.lintel.connector.support;

import io.lintel.signing.JwsAlgorithm;

/// What a JWT says whose signature is the upstream's. For whom, by whom and for how long it was issued is still to be
/// checked ([IdTokenRules]).
public record VerifiedToken(Json.Members claims, JwsAlgorithm algorithm) {

    /// The names alone: the values say who somebody is.
    @Override
    public String toString() {
        return "VerifiedToken" + claims.byName().keySet();
    }
}
