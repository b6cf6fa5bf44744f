package io.lintel.signing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;

/// Base64url without padding (RFC 7515, section 2), where each sequence of bytes has one spelling.
public final class Base64Url {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private Base64Url() {}

    public static String encode(byte[] bytes) {
        return new String(ENCODER.encode(bytes), ISO_8859_1);
    }

    /// @param part for the message: which part of the token this is
    /// @throws InvalidJwtException if it is spelled in another way
    public static byte[] decode(String part, String text) {
        byte[] bytes;
        try {
            bytes = DECODER.decode(text);
        } catch (IllegalArgumentException unreadable) {
            throw InvalidJwtException.because("The " + part + " is not base64url.", unreadable);
        }
        if (!encode(bytes).equals(text)) {
            throw InvalidJwtException.because("The " + part + " is not in the one spelling base64url has for it.");
        }
        return bytes;
    }
}
