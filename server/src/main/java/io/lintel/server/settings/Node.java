package io.lintel.server.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an operator wrote, before anybody knows what it means. Nodes never print what they hold: it may be a
/// secret.
public sealed interface Node {

    Place place();

    /// Text, a number or a truth value; all are accepted where text is wanted.
    ///
    /// @param text as it was written, unquoted
    /// @param isText whether it was quoted, or unquoted and nothing else
    record Scalar(Place place, String text, boolean isText) implements Node {

        /// The truth value it stands for, if it is one of the words YAML 1.1 has for them.
        public Optional<Boolean> truth() {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on", "y" -> Optional.of(true);
                case "false", "no", "off", "n" -> Optional.of(false);
                default -> Optional.empty();
            };
        }

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

        /// The value of a key, whatever its case; null if there is none.
        public @Nullable Node find(String key) {
            return entries.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(key))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
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
