package io.lintel.server.signing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lintel.signing.Base64Url;
import io.lintel.signing.InvalidJwtException;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// A JWS in the compact serialization (RFC 7515, section 7.1), taken apart but not verified.
///
/// Header members that lead to keys elsewhere (`jku`, `x5u`, `jwk`, `x5c`) are not even looked at.
final class CompactJws {

    private final String algorithm;
    private final @Nullable String keyId;
    private final @Nullable String type;
    private final String signingInput;
    private final byte[] payload;
    private final byte[] signature;

    private CompactJws(SequencedMap<String, Object> header, String signingInput, byte[] payload, byte[] signature) {
        // RFC 7515, section 4.1.11 and RFC 7797, section 6: we understand no extension.
        if (header.containsKey("crit") || header.containsKey("b64")) {
            throw InvalidJwtException.because("The header asks for an extension: crit or b64.");
        }
        this.algorithm = string(header, "alg");
        this.keyId = findString(header, "kid");
        this.type = findString(header, "typ");
        this.signingInput = signingInput;
        this.payload = payload;
        this.signature = signature;
    }

    static String signingInput(byte[] header, byte[] payload) {
        return Base64Url.encode(header) + '.' + Base64Url.encode(payload);
    }

    static CompactJws parse(String jwt) {
        if (jwt.length() > JwtVerifier.MOST_CHARACTERS) {
            throw InvalidJwtException.because("It is longer than " + JwtVerifier.MOST_CHARACTERS + " characters.");
        }
        var first = jwt.indexOf('.');
        var second = jwt.indexOf('.', first + 1);
        if (first < 0 || second < 0 || jwt.indexOf('.', second + 1) >= 0) {
            throw InvalidJwtException.because("It is not three parts with dots between them.");
        }
        return new CompactJws(
                JwtJson.read("header", Base64Url.decode("header", jwt.substring(0, first))),
                jwt.substring(0, second),
                Base64Url.decode("payload", jwt.substring(first + 1, second)),
                Base64Url.decode("signature", jwt.substring(second + 1)));
    }

    /// What the token says of itself; worth nothing but a comparison.
    String algorithm() {
        return algorithm;
    }

    @Nullable
    String keyId() {
        return keyId;
    }

    @Nullable
    String type() {
        return type;
    }

    byte[] signingInput() {
        return signingInput.getBytes(ISO_8859_1);
    }

    byte[] payload() {
        return payload.clone();
    }

    byte[] signature() {
        return signature.clone();
    }

    private static String string(SequencedMap<String, Object> header, String name) {
        if (header.get(name) instanceof String string) {
            return string;
        }
        throw InvalidJwtException.because("The header has no " + name + " that is a string.");
    }

    private static @Nullable String findString(SequencedMap<String, Object> header, String name) {
        return header.containsKey(name) ? string(header, name) : null;
    }
}
