package io.lintel.example;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A JSON value (RFC 8259).
sealed interface Json {

    record Text(String value) implements Json {}

    record Numeral(BigDecimal value) implements Json {}

    record Truth(boolean value) implements Json {}

    record Null() implements Json {}

    record Elements(List<Json> values) implements Json {
        public Elements {
            values = List.copyOf(values);
        }
    }

    /// The members of an object, in the order they came in.
    record Members(Map<String, Json> values) implements Json {
        public Members {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        Optional<String> findText(String name) {
            return values.get(name) instanceof Text text ? Optional.of(text.value()) : Optional.empty();
        }

        /// @throws SignInException if there is no such member or it is no string
        String requireText(String name) {
            return findText(name).orElseThrow(() -> new SignInException("The answer has no string \"" + name + "\"."));
        }

        Optional<Long> findNumber(String name) {
            return values.get(name) instanceof Numeral numeral
                    ? Optional.of(numeral.value().longValue())
                    : Optional.empty();
        }

        /// The strings of an array, or of a lone string, as `aud` may be either; empty if there is neither.
        List<String> texts(String name) {
            return switch (values.get(name)) {
                case Text text -> List.of(text.value());
                case Elements elements ->
                    elements.values().stream()
                            .flatMap(value -> value instanceof Text text ? Stream.of(text.value()) : Stream.empty())
                            .toList();
                case null, default -> List.of();
            };
        }
    }

    /// @throws SignInException if the text is not one JSON object
    static Members parseObject(String text) {
        if (JsonReader.read(text) instanceof Members members) {
            return members;
        }
        throw new SignInException("The answer is no JSON object.");
    }

    /// The value as text for a person to read, indented by two spaces a level.
    default String pretty() {
        var text = new StringBuilder();
        write(this, "\n", text);
        return text.toString();
    }

    private static void write(Json json, String newLine, StringBuilder text) {
        var inner = newLine + "  ";
        switch (json) {
            case Text(var value) -> quote(value, text);
            case Numeral(var value) -> text.append(value.toString());
            case Truth(var value) -> text.append(value);
            case Null() -> text.append("null");
            case Elements(var values) -> {
                var separator = "";
                text.append('[');
                for (var value : values) {
                    write(value, inner, text.append(separator).append(inner));
                    separator = ",";
                }
                text.append(values.isEmpty() ? "" : newLine).append(']');
            }
            case Members(var values) -> {
                var separator = "";
                text.append('{');
                for (var member : values.entrySet()) {
                    quote(member.getKey(), text.append(separator).append(inner));
                    write(member.getValue(), inner, text.append(": "));
                    separator = ",";
                }
                text.append(values.isEmpty() ? "" : newLine).append('}');
            }
        }
    }

    private static void quote(String value, StringBuilder text) {
        text.append('"');
        value.chars().forEach(c -> {
            switch (c) {
                case '"', '\\' -> text.append('\\').append((char) c);
                case '\n' -> text.append("\\n");
                default -> text.append(c < ' ' ? "\\u%04x".formatted(c) : Character.toString(c));
            }
        });
        text.append('"');
    }
}
