package io.lintel.server.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an operator wrote, before anybody knows what it means. Nodes never print what they hold: it may be a
/// secret.
public sealed interface Node {

    Place place();

    /// Text, a number or a truth value; all are accepted where text is wanted.
    ///
    /// @param text as it was written, unquoted
    /// @param isText whether it was quoted, or unquoted and nothing else
    record Scalar(Place place, String text, boolean isText) implements Node {

        @Override
        public String toString() {
            return "Scalar[" + place + "]";
        }
    }

    /// Keys and values in the order they were written; every key once.
    record Mapping(Place place, Map<String, Node> entries) implements Node {

        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /// Nothing written here.
        public static Mapping empty(Place place) {
            return new Mapping(place, Map.of());
        }

        @Override
        public String toString() {
            return "Mapping[" + place + "]";
        }
    }

    /// A list.
    record Sequence(Place place, List<Node> items) implements Node {

        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return "Sequence[" + place + "]";
        }
    }

    /// A key without a value, or `null`: the same as if the key were not there.
    record Nothing(Place place) implements Node {}
}
