package io.lintel.oauth2;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads and writes the small JSON objects that travel as request parameters (RFC 8259).
///
/// An object is read as a map of [String], [Long], [Double], [Boolean], null, lists and maps. Reading refuses what
/// two readers could understand differently: a member given twice, control characters, half a surrogate pair,
/// anything after the object. It is linear in the text, whose length is the caller's to bound.
public final class JsonText {

    private static final int MOST_LEVELS = 8;
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]{0,17})(?:\\.[0-9]{1,40})?(?:[eE][+-]?[0-9]{1,3})?");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");

    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    /// @throws IllegalArgumentException if it is not one JSON object of at most 8 levels; the message shows nothing
    ///     of it
    public static Map<String, @Nullable Object> readObject(String text) {
        var reader = new JsonText(text);
        reader.skipSpace();
        var object = reader.object(1);
        reader.skipSpace();
        if (reader.at < text.length()) {
            throw malformed("something follows the object");
        }
        return object;
    }

    /// @param object of what [#readObject] reads
    public static String write(Map<?, ?> object) {
        var out = new StringBuilder();
        write(out, object);
        return out.toString();
    }

    private Map<String, @Nullable Object> object(int level) {
        expect('{');
        var members = new LinkedHashMap<String, @Nullable Object>();
        skipSpace();
        if (accept('}')) {
            return members;
        }
        do {
            skipSpace();
            var name = string();
            if (members.containsKey(name)) {
                throw malformed("a member is there twice");
            }
            skipSpace();
            expect(':');
            members.put(name, value(level));
            skipSpace();
        } while (accept(','));
        expect('}');
        return members;
    }

    private List<@Nullable Object> array(int level) {
        expect('[');
        var elements = new ArrayList<@Nullable Object>();
        skipSpace();
        if (accept(']')) {
            return elements;
        }
        do {
            elements.add(value(level));
            skipSpace();
        } while (accept(','));
        expect(']');
        return elements;
    }

    private @Nullable Object value(int level) {
        skipSpace();
        if (level >= MOST_LEVELS) {
            throw malformed("it has more than " + MOST_LEVELS + " levels");
        }
        return switch (peek()) {
            case '{' -> object(level + 1);
            case '[' -> array(level + 1);
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", null);
            default -> number();
        };
    }

    private @Nullable Object literal(String word, @Nullable Boolean value) {
        if (!text.startsWith(word, at)) {
            throw malformed("a value is none that JSON has");
        }
        at += word.length();
        return value;
    }

    private Object number() {
        var matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw malformed("a value is none that JSON has");
        }
        at = matcher.end();
        var number = matcher.group();
        return WHOLE.matcher(number).matches() ? (Object) Long.valueOf(number) : (Object) Double.valueOf(number);
    }

    private String string() {
        expect('"');
        var out = new StringBuilder();
        while (true) {
            var next = next();
            switch (next) {
                case '"' -> {
                    return wellFormed(out.toString());
                }
                case '\\' -> out.append(escaped());
                default -> {
                    if (next < 0x20) {
                        throw malformed("a string holds a control character");
                    }
                    out.append(next);
                }
            }
        }
    }

    private char escaped() {
        var next = next();
        return switch (next) {
            case '"', '\\', '/' -> next;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) (hex() << 12 | hex() << 8 | hex() << 4 | hex());
            default -> throw malformed("an escape is none that JSON has");
        };
    }

    private int hex() {
        var next = next();
        var digit = next < 0x80 ? Character.digit(next, 16) : -1;
        if (digit < 0) {
            throw malformed("an escape is none that JSON has");
        }
        return digit;
    }

    private static String wellFormed(String string) {
        for (var i = 0; i < string.length(); i++) {
            if (Character.isHighSurrogate(string.charAt(i))
                    && i + 1 < string.length()
                    && Character.isLowSurrogate(string.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(string.charAt(i))) {
                throw malformed("a string is no Unicode text");
            }
        }
        return string;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at == text.length()) {
            throw malformed("it ends early");
        }
        return text.charAt(at);
    }

    private char next() {
        var next = peek();
        at++;
        return next;
    }

    private boolean accept(char wanted) {
        var there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw malformed("there is no " + wanted + " where one belongs");
        }
    }

    private static IllegalArgumentException malformed(String why) {
        return new IllegalArgumentException("not a JSON object as it may be here: " + why);
    }

    private static void write(StringBuilder out, @Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case String string -> writeString(out, string);
            case Long number -> out.append(number);
            case Double number -> out.append(number);
            case Boolean truth -> out.append(truth);
            case List<?> list -> {
                out.append('[');
                for (Iterator<?> each = list.iterator(); each.hasNext(); ) {
                    write(out, each.next());
                    out.append(each.hasNext() ? "," : "");
                }
                out.append(']');
            }
            case Map<?, ?> map -> {
                out.append('{');
                for (Iterator<? extends Map.Entry<?, ?>> each = map.entrySet().iterator(); each.hasNext(); ) {
                    var member = each.next();
                    writeString(out, (String) member.getKey());
                    out.append(':');
                    write(out, member.getValue());
                    out.append(each.hasNext() ? "," : "");
                }
                out.append('}');
            }
            default ->
                throw new IllegalArgumentException(
                        "JSON has no " + value.getClass().getName());
        }
    }

    private static void writeString(StringBuilder out, String string) {
        out.append('"');
        for (var i = 0; i < string.length(); i++) {
            var c = string.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
