package io.lintel.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Optional;

/// Text in the encoding of forms, in which a client writes its id and secret before they are joined for Basic
/// (RFC 6749, section 2.3.1).
final class FormText {

    private FormText() {}

    /// The text, or empty if an escape is broken or the bytes are not UTF-8.
    static Optional<String> decode(String encoded) {
        try {
            var in = UTF_8.newEncoder().encode(CharBuffer.wrap(encoded));
            var out = ByteBuffer.allocate(in.remaining());
            while (in.hasRemaining()) {
                var next = in.get();
                switch (next) {
                    case '%' -> out.put((byte) (digit(in) << 4 | digit(in)));
                    case '+' -> out.put((byte) ' ');
                    default -> out.put(next);
                }
            }
            return Optional.of(UTF_8.newDecoder().decode(out.flip()).toString());
        } catch (CharacterCodingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// One of the 22 hexadecimal digits: those of other scripts are none.
    private static int digit(ByteBuffer in) {
        if (!in.hasRemaining()) {
            throw new IllegalArgumentException("an escape is cut off");
        }
        return HexFormat.fromHexDigit(in.get());
    }
}
