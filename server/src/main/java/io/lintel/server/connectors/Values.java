package io.lintel.server.connectors;

import static java.util.stream.Collectors.joining;

import io.lintel.secret.Secret;
import io.lintel.server.settings.GoDuration;
import io.lintel.server.settings.Mistakes;
import io.lintel.server.settings.Node;
import io.lintel.server.settings.Place;
import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.core.type.Argument;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes values of the types that configuration records are built of. A message never shows a value: it may be
/// a secret at the wrong key.
final class Values {

    private final RecordBinding records;
    private final BeanIntrospector introspector;
    private final Mistakes mistakes;

    Values(RecordBinding records, BeanIntrospector introspector, Mistakes mistakes) {
        this.records = records;
        this.introspector = introspector;
        this.mistakes = mistakes;
    }

    /// What is written, or null if it cannot be read.
    @Nullable
    Object of(Node node, Argument<?> type) {
        if (isCollection(type)) {
            return collection(node, type);
        }
        if (Map.class.equals(type.getType())) {
            return node instanceof Node.Mapping mapping ? map(mapping, type) : refuse(node, "must be keys and values");
        }
        var introspection = introspector.findIntrospection(type.getType());
        if (introspection.isPresent() && !type.getType().isEnum()) {
            return node instanceof Node.Mapping mapping
                    ? records.components(introspection.get(), mapping)
                    : refuse(node, "must be keys and values");
        }
        return node instanceof Node.Scalar scalar
                ? scalar(scalar, type.getType())
                : refuse(node, "must be a single value, not a list or keys and values");
    }

    /// What a default stands for; a list has commas between its elements.
    @Nullable
    Object ofDefault(String text, Argument<?> type, Place place) {
        if (!isCollection(type)) {
            return of(new Node.Scalar(place, text, true), type);
        }
        var items = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .<Node>map(item -> new Node.Scalar(place, item, true))
                .toList();
        return of(new Node.Sequence(place, items), type);
    }

    /// What stands for nothing written, or null if there is no such value.
    @Nullable
    Object empty(Argument<?> type, Place place) {
        var written = type.getType();
        if (isCollection(type)) {
            return Set.class.equals(written) ? Set.of() : List.of();
        }
        if (Map.class.equals(written)) {
            return Map.of();
        }
        if (written.equals(String.class)) {
            return "";
        }
        if (written.equals(Secret.class)) {
            return Secret.empty();
        }
        if (written.equals(boolean.class)) {
            return false;
        }
        if (written.isPrimitive()) {
            return scalar(new Node.Scalar(place, "0", false), written);
        }
        var introspection = introspector.findIntrospection(written);
        return introspection.isPresent() && !written.isEnum()
                ? records.components(introspection.get(), Node.Mapping.empty(place))
                : refuse(place, "is missing");
    }

    private static boolean isCollection(Argument<?> type) {
        return List.class.equals(type.getType()) || Set.class.equals(type.getType());
    }

    /// A single value stands for a list of one.
    private Object collection(Node node, Argument<?> type) {
        var element = type.getTypeParameters()[0];
        var items = node instanceof Node.Sequence sequence ? sequence.items() : List.of(node);
        var values = new ArrayList<>();
        for (var item : items) {
            var value = item instanceof Node.Nothing ? refuse(item, "must not be empty") : of(item, element);
            if (value != null) {
                values.add(value);
            }
        }
        return Set.class.equals(type.getType()) ? new LinkedHashSet<>(values) : List.copyOf(values);
    }

    private Object map(Node.Mapping mapping, Argument<?> type) {
        var element = type.getTypeParameters()[1];
        var values = new LinkedHashMap<String, Object>();
        mapping.entries().forEach((key, node) -> {
            var value = node instanceof Node.Nothing ? empty(element, node.place()) : of(node, element);
            if (value != null) {
                values.put(key, value);
            }
        });
        return values;
    }

    private @Nullable Object scalar(Node.Scalar scalar, Class<?> type) {
        var text = scalar.text();
        try {
            return switch (type.getName()) {
                case "java.lang.String" -> text;
                case "io.lintel.secret.Secret" -> Secret.of(text);
                case "boolean", "java.lang.Boolean" ->
                    scalar.truth().orElseThrow(() -> new IllegalArgumentException("must be true or false"));
                case "int", "java.lang.Integer" -> Integer.valueOf(text);
                case "long", "java.lang.Long" -> Long.valueOf(text);
                case "double", "java.lang.Double" -> Double.valueOf(text);
                case "java.time.Duration" -> text.startsWith("P") ? Duration.parse(text) : GoDuration.parse(text);
                case "java.net.URI" -> uri(text);
                case "java.nio.file.Path" -> Path.of(text);
                default -> constant(text, type);
            };
        } catch (NumberFormatException malformed) {
            return refuse(scalar, "must be a number");
        } catch (DateTimeParseException malformed) {
            return refuse(scalar, "is not a duration such as 24h, 1h30m or 500ms");
        } catch (InvalidPathException malformed) {
            return refuse(scalar, "is not the name of a file");
        } catch (IllegalArgumentException malformed) {
            return refuse(scalar, String.valueOf(malformed.getMessage()));
        }
    }

    private static URI uri(String text) {
        try {
            var uri = new URI(text);
            if (uri.isAbsolute()) {
                return uri;
            }
        } catch (URISyntaxException malformed) {
            // Said below: the reason would show a part of the value.
        }
        throw new IllegalArgumentException("is not an absolute URI such as https://idp.example.org/login");
    }

    /// A constant of an enumeration by its name, without regard to case and to `-` and `_`.
    private static Object constant(String text, Class<?> type) {
        if (!type.isEnum()) {
            throw new IllegalStateException("A configuration record has a component of " + type
                    + ", which cannot be read from text. Give it another type or make it @Introspected.");
        }
        var constants = (Enum<?>[]) type.getEnumConstants();
        for (var constant : constants) {
            if (plain(constant.name()).equals(plain(text))
                    || constant.toString().equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "is none of " + Arrays.stream(constants).map(Values::word).collect(joining(", ")));
    }

    private static String word(Enum<?> constant) {
        return constant.toString().equals(constant.name())
                ? constant.name().toLowerCase(Locale.ROOT)
                : constant.toString();
    }

    private static String plain(String word) {
        return word.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    private @Nullable Object refuse(Node node, String message) {
        return refuse(node.place(), message);
    }

    private @Nullable Object refuse(Place place, String message) {
        mistakes.add(place, message);
        return null;
    }
}
