package io.lintel.token;

import io.lintel.oauth2.StringFields;
import io.lintel.secret.Secret;
import java.util.Optional;

/// A refresh token: the family it belongs to, and the secret that makes it one of the family. On the wire it
/// has the form that dex gives it.
public record RefreshToken(RefreshFamilyId family, Secret secret) {

    /// Reads a token, or empty if nobody ever issued such a text.
    public static Optional<RefreshToken> decode(String text) {
        return StringFields.decode(text, 2)
                .filter(fields -> !fields.get(0).isEmpty() && !fields.get(1).isEmpty())
                .map(fields -> new RefreshToken(new RefreshFamilyId(fields.get(0)), Secret.of(fields.get(1))));
    }

    /// What the client is given.
    public Secret encode() {
        return Secret.of(StringFields.encode(family.value(), secret.reveal()));
    }
}
