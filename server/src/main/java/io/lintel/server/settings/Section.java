package io.lintel.server.settings;

import io.lintel.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The keys and values at one place, on their way to a record. Keys match without regard to case. A key that
/// was never asked for is unknown. What cannot be read is a mistake and reads as if it were missing; missing is
/// the same as `null`, and for text the same as empty.
public final class Section {

    private final Place place;
    private final Map<String, Node> byKey = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Mistakes mistakes;

    public Section(Node.Mapping mapping, Mistakes mistakes) {
        this.place = mapping.place();
        this.mistakes = mistakes;
        mapping.entries().forEach((key, value) -> {
            if (byKey.putIfAbsent(lowerCase(key), value) != null) {
                mistakes.add(value.place(), "is there twice (upper and lower case are the same)");
            }
        });
    }

    public Place place() {
        return place;
    }

    /// Where the key is, or would be.
    public Place place(String key) {
        var node = byKey.get(lowerCase(key));
        return node == null ? place.key(key) : node.place();
    }

    /// What is written, or null if nothing is.
    public @Nullable Node find(String key) {
        if (!asked.contains(key)) {
            asked.add(key);
        }
        var node = byKey.get(lowerCase(key));
        return node instanceof Node.Nothing ? null : node;
    }

    public boolean has(String key) {
        return find(key) != null;
    }

    /// Empty if missing; a number or truth value counts as text.
    public String text(String key) {
        return switch (find(key)) {
            case null -> "";
            case Node.Scalar scalar -> scalar.text();
            case Node node -> {
                mistakes.add(node.place(), "must be a text, not a list or keys and values");
                yield "";
            }
        };
    }

    public String text(String key, String otherwise) {
        var text = text(key);
        return text.isEmpty() ? otherwise : text;
    }

    public @Nullable String textOrNull(String key) {
        var text = text(key);
        return text.isEmpty() ? null : text;
    }

    /// A text that must be there.
    ///
    /// @param missing what to say if it is not
    public String requiredText(String key, String missing) {
        var text = text(key);
        if (text.isEmpty() && (!has(key) || find(key) instanceof Node.Scalar)) {
            mistake(key, missing);
        }
        return text;
    }

    public Secret secret(String key) {
        return Secret.of(text(key));
    }

    public boolean flag(String key, boolean otherwise) {
        if (text(key).isEmpty() || !(find(key) instanceof Node.Scalar scalar)) {
            return otherwise;
        }
        return scalar.truth().orElseGet(() -> {
            mistake(key, "must be true or false");
            return otherwise;
        });
    }

    /// A whole number in a range, both ends included.
    public int number(String key, int otherwise, int least, int most) {
        var text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            var number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, together with the range.
        }
        mistake(key, "must be a whole number from " + least + " to " + most);
        return otherwise;
    }

    /// A duration of at least zero.
    public Duration duration(String key, Duration otherwise) {
        var duration = parsed(key, GoDuration::parse);
        if (duration == null) {
            return otherwise;
        }
        if (duration.isNegative()) {
            mistake(key, "must not be negative");
            return otherwise;
        }
        return duration;
    }

    /// What a parser makes of a text, null if it is missing.
    ///
    /// @param parser throws [IllegalArgumentException] with a message that continues the path
    public <T> @Nullable T parsed(String key, Function<String, T> parser) {
        var text = text(key);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException malformed) {
            mistake(key, String.valueOf(malformed.getMessage()));
            return null;
        }
    }

    /// One of the values of an enumeration.
    ///
    /// @param spelling the word for each; words match exactly
    public <E extends Enum<E>> E choice(String key, E otherwise, Function<E, String> spelling) {
        var text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        var words = new ArrayList<String>();
        for (var choice : otherwise.getDeclaringClass().getEnumConstants()) {
            if (spelling.apply(choice).equals(text)) {
                return choice;
            }
            words.add(spelling.apply(choice));
        }
        mistake(key, "is \"" + Place.printable(text) + "\" (there are: " + String.join(", ", words) + ")");
        return otherwise;
    }

    /// The elements of a list of texts that are texts.
    public List<Node.Scalar> scalars(String key) {
        var scalars = new ArrayList<Node.Scalar>();
        for (var item : items(key)) {
            if (item instanceof Node.Scalar scalar && !scalar.text().isEmpty()) {
                scalars.add(scalar);
            } else {
                mistakes.add(item.place(), item instanceof Node.Scalar ? "must not be empty" : "must be a text");
            }
        }
        return scalars;
    }

    public List<String> texts(String key) {
        return scalars(key).stream().map(Node.Scalar::text).toList();
    }

    /// Keys that an operator chooses, each with a text.
    public Map<String, String> textsByKey(String key) {
        var texts = new LinkedHashMap<String, String>();
        mapping(key).entries().forEach((name, value) -> {
            switch (value) {
                case Node.Scalar scalar -> texts.put(name, scalar.text());
                case Node.Nothing _ -> texts.put(name, "");
                case Node.Mapping _, Node.Sequence _ -> mistakes.add(value.place(), "must be a text");
            }
        });
        return texts;
    }

    /// The keys and values of a key, none if it is missing.
    public Node.Mapping mapping(String key) {
        return switch (find(key)) {
            case null -> Node.Mapping.empty(place(key));
            case Node.Mapping mapping -> mapping;
            case Node node -> {
                mistakes.add(node.place(), "must be keys and values");
                yield Node.Mapping.empty(node.place());
            }
        };
    }

    /// Reads what stands below a key, as if it were there but empty if it is missing.
    public <T> T section(String key, Function<Section, T> reader) {
        return read(mapping(key), mistakes, reader);
    }

    /// Reads every element of a list of keys and values.
    public <T> List<T> sections(String key, Function<Section, T> reader) {
        var read = new ArrayList<T>();
        for (var item : items(key)) {
            if (item instanceof Node.Mapping mapping) {
                read.add(read(mapping, mistakes, reader));
            } else {
                mistakes.add(item.place(), "must be keys and values");
            }
        }
        return read;
    }

    private List<Node> items(String key) {
        return switch (find(key)) {
            case null -> List.of();
            case Node.Sequence sequence -> sequence.items();
            case Node node -> {
                mistakes.add(node.place(), "must be a list");
                yield List.of();
            }
        };
    }

    /// Reads one mapping; what the reader does not ask for is unknown.
    public static <T extends @Nullable Object> T read(
            Node.Mapping mapping, Mistakes mistakes, Function<Section, T> reader) {
        var section = new Section(mapping, mistakes);
        var value = reader.apply(section);
        section.unknown().forEach(node -> mistakes.addUnknownKey(node.place(), section.asked));
        return value;
    }

    /// Reads one mapping of which dex ignores unknown keys even if told to refuse them.
    static <T> T readLeniently(Node.Mapping mapping, Mistakes mistakes, Function<Section, T> reader) {
        var section = new Section(mapping, mistakes);
        var value = reader.apply(section);
        section.unknown().forEach(node -> mistakes.addUnknownKeyOfLenientBlock(node.place(), section.asked));
        return value;
    }

    private List<Node> unknown() {
        Set<String> known = new HashSet<>();
        asked.forEach(key -> known.add(lowerCase(key)));
        return byKey.entrySet().stream()
                .filter(entry -> !known.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /// @param message continues the path: `is missing`
    public void mistake(String key, String message) {
        mistakes.add(place(key), message);
    }

    /// @param message continues the path
    public void warn(String key, String message) {
        mistakes.warn(place(key), message);
    }

    public Mistakes mistakes() {
        return mistakes;
    }

    private static String lowerCase(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
