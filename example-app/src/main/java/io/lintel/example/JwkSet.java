package io.lintel.example;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The keys a provider publishes; those of a kind this application does not know are left out.
record JwkSet(List<Jwk> keys) {

    JwkSet {
        keys = List.copyOf(keys);
    }

    /// @throws SignInException if the text is no JWK set
    static JwkSet parse(String text) {
        if (!(Json.parseObject(text).values().get("keys") instanceof Json.Elements elements)) {
            throw new SignInException("The provider's key set has no keys.");
        }
        var keys = new ArrayList<Jwk>();
        for (var element : elements.values()) {
            if (element instanceof Json.Members jwk) {
                find(jwk).ifPresent(keys::add);
            }
        }
        return new JwkSet(keys);
    }

    /// The key a token names in its header. A token without a name is accepted only if there is but one key.
    Optional<Jwk> find(Jwt token) {
        var keyId = token.header().findText("kid");
        if (keyId.isEmpty()) {
            return keys.size() == 1 ? Optional.of(keys.getFirst()) : Optional.empty();
        }
        return keys.stream().filter(key -> key.keyId().equals(keyId.get())).findFirst();
    }

    private static Optional<Jwk> find(Json.Members jwk) {
        if (!jwk.findText("use").orElse("sig").equals("sig")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Jwk.of(jwk));
        } catch (SignInException unsupported) {
            return Optional.empty();
        }
    }
}
