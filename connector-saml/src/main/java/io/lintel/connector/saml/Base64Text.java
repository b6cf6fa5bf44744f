package io.lintel.connector.saml;

import java.util.Base64;

/// Base64 with line breaks anywhere in it, and nothing else.
final class Base64Text {

    private Base64Text() {}

    /// @throws IllegalArgumentException if it is none
    static byte[] decode(String text) {
        return Base64.getDecoder().decode(text.replaceAll("[ \t\r\n]", ""));
    }
}
