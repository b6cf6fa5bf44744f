package io.lintel.example;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;

/// Reads JSON (RFC 8259) strictly: no duplicate names, nothing after the value, at most 32 levels deep.
final class JsonReader {

    private static final int MAXIMUM_DEPTH = 32;
    private static final Pattern NUMERAL = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?");

    private final String text;
    private int position;

    private JsonReader(String text) {
        this.text = text;
    }

    /// @throws SignInException if the text is not one JSON value
    static Json read(String text) {
        var reader = new JsonReader(text);
        var value = reader.value(0);
        reader.skipSpace();
        if (reader.position < text.length()) {
            throw new SignInException("There is something after the JSON value.");
        }
        return value;
    }

    private Json value(int depth) {
        if (depth > MAXIMUM_DEPTH) {
            throw new SignInException("The JSON is nested too deeply.");
        }
        skipSpace();
        return switch (peek()) {
            case '{' -> members(depth);
            case '[' -> elements(depth);
            case '"' -> new Json.Text(string());
            case 't' -> word("true", new Json.Truth(true));
            case 'f' -> word("false", new Json.Truth(false));
            case 'n' -> word("null", new Json.Null());
            default -> numeral();
        };
    }

    private Json members(int depth) {
        var members = new LinkedHashMap<String, Json>();
        position++;
        skipSpace();
        if (found('}')) {
            return new Json.Members(members);
        }
        do {
            skipSpace();
            var name = string();
            skipSpace();
            require(':');
            if (members.put(name, value(depth + 1)) != null) {
                throw new SignInException("The JSON names a member twice.");
            }
            skipSpace();
        } while (found(','));
        require('}');
        return new Json.Members(members);
    }

    private Json elements(int depth) {
        var elements = new ArrayList<Json>();
        position++;
        skipSpace();
        if (found(']')) {
            return new Json.Elements(elements);
        }
        do {
            elements.add(value(depth + 1));
            skipSpace();
        } while (found(','));
        require(']');
        return new Json.Elements(elements);
    }

    private String string() {
        require('"');
        var string = new StringBuilder();
        while (!found('"')) {
            var c = next();
            if (c < ' ') {
                throw new SignInException("A JSON string contains a control character.");
            }
            string.append(c == '\\' ? escaped() : c);
        }
        return string.toString();
    }

    private char escaped() {
        var c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) (digit() << 12 | digit() << 8 | digit() << 4 | digit());
            default -> throw new SignInException("A JSON string contains an unknown escape.");
        };
    }

    private int digit() {
        var value = Character.digit(next(), 16);
        if (value < 0) {
            throw new SignInException("A JSON string contains an incomplete escape.");
        }
        return value;
    }

    private Json numeral() {
        var matcher = NUMERAL.matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            throw new SignInException("The answer is no JSON.");
        }
        position = matcher.end();
        return new Json.Numeral(new BigDecimal(matcher.group()));
    }

    private Json word(String word, Json value) {
        if (!text.startsWith(word, position)) {
            throw new SignInException("The answer is no JSON.");
        }
        position += word.length();
        return value;
    }

    private void skipSpace() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private boolean found(char c) {
        var found = peek() == c;
        position += found ? 1 : 0;
        return found;
    }

    private void require(char c) {
        if (!found(c)) {
            throw new SignInException("The answer is no JSON: '" + c + "' is missing.");
        }
    }

    private char next() {
        var c = peek();
        position++;
        return c;
    }

    private char peek() {
        if (position >= text.length()) {
            throw new SignInException("The JSON ends too early.");
        }
        return text.charAt(position);
    }
}
