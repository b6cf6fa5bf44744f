package io.lintel.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads `application/x-www-form-urlencoded` text, of a body or a query. Whatever cannot be read one way only
/// is refused.
public final class FormText {

    private static final int MOST_FIELDS = 200;

    /// What bytes become that are not UTF-8 and were not escaped.
    private static final char UNREADABLE = '\uFFFD';

    private FormText() {}

    /// All values of each name, in order.
    ///
    /// @throws OAuth2Exception `invalid_request` if an escape is broken, the bytes are not UTF-8, there is a
    ///     NUL, or there are more than 200 fields
    public static Map<String, List<String>> parse(@Nullable String text) {
        var fields = new LinkedHashMap<String, List<String>>();
        if (text == null || text.isEmpty()) {
            return fields;
        }
        var count = 0;
        for (var start = 0; start <= text.length(); ) {
            var end = text.indexOf('&', start);
            end = end < 0 ? text.length() : end;
            if (end > start) {
                if (++count > MOST_FIELDS) {
                    throw refused("there are more than " + MOST_FIELDS + " parameters");
                }
                var equals = text.indexOf('=', start);
                var split = equals < 0 || equals > end ? end : equals;
                var name = decode(text.substring(start, split));
                var value = split == end ? "" : decode(text.substring(split + 1, end));
                fields.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
            }
            start = end + 1;
        }
        return fields;
    }

    private static String decode(String encoded) {
        if (encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0 && isPlain(encoded)) {
            return encoded;
        }
        var out = new ByteArrayOutputStream(encoded.length());
        for (var i = 0; i < encoded.length(); i++) {
            var c = encoded.charAt(i);
            if (c == '%') {
                if (i + 2 >= encoded.length()) {
                    throw refused("a percent escape is cut off");
                }
                var high = Character.digit(encoded.charAt(i + 1), 16);
                var low = Character.digit(encoded.charAt(i + 2), 16);
                if (high < 0 || low < 0) {
                    throw refused("a percent escape is broken");
                }
                out.write((high << 4) | low);
                i += 2;
            } else if (c == UNREADABLE) {
                throw refused("a parameter is not UTF-8");
            } else {
                out.writeBytes(String.valueOf(c == '+' ? ' ' : c).getBytes(UTF_8));
            }
        }
        try {
            var decoded = UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(out.toByteArray()))
                    .toString();
            if (decoded.indexOf('\0') >= 0) {
                throw refused("a parameter holds a NUL");
            }
            return decoded;
        } catch (CharacterCodingException e) {
            throw refused("a parameter is not UTF-8");
        }
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    private static OAuth2Exception refused(String detail) {
        return OAuth2Exception.of(ErrorCode.INVALID_REQUEST, "The parameters cannot be read.", detail);
    }
}
