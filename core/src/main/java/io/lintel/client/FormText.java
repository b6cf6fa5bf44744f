package io.lintel.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/// Text in the encoding of forms, in which a client writes its id and secret before they are joined for Basic
/// (RFC 6749, section 2.3.1).
final class FormText {

    private FormText() {}

    /// The text, or empty if an escape is cut off or the bytes are not UTF-8.
    static Optional<String> decode(String encoded) {
        var out = new ByteArrayOutputStream(encoded.length());
        for (var i = 0; i < encoded.length(); i++) {
            var c = encoded.charAt(i);
            if (c == '%') {
                var high = i + 1 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
                var low = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                out.write((high << 4) | low);
                i += 2;
            } else if (c == '+') {
                out.write(' ');
            } else {
                out.writeBytes(String.valueOf(c).getBytes(UTF_8));
            }
        }
        try {
            return Optional.of(UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(out.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
