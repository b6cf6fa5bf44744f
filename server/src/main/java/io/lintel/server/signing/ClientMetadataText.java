package io.lintel.server.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.registration.MetadataText;
import io.lintel.signing.InvalidJwtException;
import java.util.SequencedMap;

/// Reads what clients say of themselves as strictly as what they sign.
public final class ClientMetadataText implements MetadataText {

    @Override
    public String write(SequencedMap<String, ?> object) {
        return new String(JwtJson.write(object), UTF_8);
    }

    @Override
    public SequencedMap<String, Object> read(String text) {
        if (text.length() > JwtVerifier.MOST_CHARACTERS) {
            throw new IllegalArgumentException("It is longer than " + JwtVerifier.MOST_CHARACTERS + " characters.");
        }
        try {
            return JwtJson.readForeign("metadata", text);
        } catch (InvalidJwtException unreadable) {
            throw new IllegalArgumentException(unreadable.getMessage(), unreadable);
        }
    }

    @Override
    public void requireUsableKeys(String jwkSet) {
        try {
            ClientKeySet.requireUsable(jwkSet);
        } catch (InvalidJwtException unusable) {
            throw new IllegalArgumentException(unusable.getMessage(), unusable);
        }
    }
}
