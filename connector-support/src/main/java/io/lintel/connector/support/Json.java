package io.lintel.connector.support;

import io.lintel.connector.ConnectorException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A JSON value of an upstream (RFC 8259): UTF-8, each member once, at most 32 levels deep, nothing behind it.
public sealed interface Json {

    /// A string.
    record Text(String value) implements Json {}

    /// A number without fraction and exponent that fits into 64 bits.
    record Whole(long value) implements Json {}

    /// Any other number, as it was written.
    record Decimal(String digits) implements Json {}

    /// `true` or `false`.
    record Truth(boolean value) implements Json {}

    /// `null`.
    record Nothing() implements Json {}

    /// An array.
    record Array(List<Json> elements) implements Json {

        public Array {
            elements = List.copyOf(elements);
        }
    }

    /// An object: its members.
    ///
    /// @param byName in the order they came
    record Members(Map<String, Json> byName) implements Json {

        public Members {
            byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
        }

        /// The member, empty if it is absent or null.
        ///
        /// @throws ConnectorException invalid response if it is something other than a string
        public Optional<String> findText(String name) {
            return switch (member(name)) {
                case Nothing() -> Optional.empty();
                case Text(var value) -> Optional.of(value);
                default -> throw mistyped(name, "a string");
            };
        }

        /// The member, empty if it is absent or null.
        ///
        /// @throws ConnectorException invalid response if it is something other than a whole number
        public OptionalLong findWhole(String name) {
            return switch (member(name)) {
                case Nothing() -> OptionalLong.empty();
                case Whole(var value) -> OptionalLong.of(value);
                default -> throw mistyped(name, "a whole number");
            };
        }

        /// The member, false if it is absent or null.
        ///
        /// @throws ConnectorException invalid response if it is something other than a truth value
        public boolean isTrue(String name) {
            return switch (member(name)) {
                case Nothing() -> false;
                case Truth(var value) -> value;
                default -> throw mistyped(name, "true or false");
            };
        }

        /// The member, empty if it is absent or null.
        ///
        /// @throws ConnectorException invalid response if it is something other than an object
        public Optional<Members> findObject(String name) {
            return switch (member(name)) {
                case Nothing() -> Optional.empty();
                case Members object -> Optional.of(object);
                default -> throw mistyped(name, "an object");
            };
        }

        /// @throws ConnectorException invalid response if there is no such string, or an empty one
        public String requireText(String name) {
            return findText(name).filter(text -> !text.isEmpty()).orElseThrow(() -> mistyped(name, "a string"));
        }

        private Json member(String name) {
            return byName.getOrDefault(name, new Nothing());
        }

        private static ConnectorException mistyped(String name, String wanted) {
            return ConnectorException.invalidResponse("the answer's member " + name + " is not " + wanted);
        }
    }

    /// The value as an object.
    ///
    /// @throws ConnectorException invalid response if it is something else
    default Members asObject() {
        if (this instanceof Members object) {
            return object;
        }
        throw ConnectorException.invalidResponse("the answer is not an object where one belongs");
    }

    /// The value as a list of objects.
    ///
    /// @throws ConnectorException invalid response if it is something else
    default List<Members> asObjects() {
        if (this instanceof Array(var elements)) {
            return elements.stream().map(Json::asObject).toList();
        }
        throw ConnectorException.invalidResponse("the answer is not a list where one belongs");
    }

    /// @param what for the message: whose answer this is
    /// @throws ConnectorException invalid response if it is no such JSON
    static Json read(byte[] bytes, String what) {
        return JsonText.read(bytes, what);
    }

    /// @throws ConnectorException invalid response if it is no such JSON
    static Json read(String text, String what) {
        return JsonText.read(text, what);
    }

    /// An object of strings as text.
    static String write(Map<String, String> members) {
        var texts = new LinkedHashMap<String, Json>();
        members.forEach((name, text) -> texts.put(name, new Text(text)));
        return write(new Members(texts));
    }

    static String write(Json value) {
        return JsonText.write(value);
    }
}
