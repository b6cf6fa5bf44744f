package io.lintel.connector.saml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;

/// A response as somebody saved it: the form field, or the XML in it.
final class IncomingText {

    private IncomingText() {}

    /// What came in the form field. XML is told from base64 by its first character, which base64 does not have.
    static String asFormField(byte[] saved) {
        for (var next : saved) {
            if (next != ' ' && next != '\t' && next != '\r' && next != '\n') {
                return isBase64(next)
                        ? new String(saved, ISO_8859_1)
                        : Base64.getEncoder().encodeToString(saved);
            }
        }
        return "";
    }

    private static boolean isBase64(byte first) {
        return first > 0 && (Character.isLetterOrDigit(first) || first == '+' || first == '/');
    }
}
