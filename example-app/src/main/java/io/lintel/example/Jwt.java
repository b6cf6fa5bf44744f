package io.lintel.example;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/// A signed JSON Web Token in compact form (RFC 7515, RFC 7519), taken apart and not yet believed.
///
/// @param signingInput the part of the token that is signed
record Jwt(Json.Members header, Json.Members claims, String signingInput, String signature) {

    /// @throws SignInException if the text is no compact JWS with JSON objects in it
    static Jwt parse(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw new SignInException("The ID token does not have three parts.");
        }
        return new Jwt(object(parts[0]), object(parts[1]), parts[0] + "." + parts[1], parts[2]);
    }

    /// The token taken apart for show, unless it is opaque.
    static Optional<Jwt> find(String token) {
        try {
            return Optional.of(parse(token));
        } catch (SignInException opaque) {
            return Optional.empty();
        }
    }

    byte[] signedBytes() {
        return signingInput.getBytes(US_ASCII);
    }

    byte[] signatureBytes() {
        return decode(signature);
    }

    /// @throws SignInException if the text is not base64url without padding, or not the one way to write its
    ///     bytes
    static byte[] decode(String text) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new SignInException("The token is not base64url.", e);
        }
        throw new SignInException("The token is not base64url in its one proper form.");
    }

    private static Json.Members object(String part) {
        return Json.parseObject(new String(decode(part), UTF_8));
    }
}
