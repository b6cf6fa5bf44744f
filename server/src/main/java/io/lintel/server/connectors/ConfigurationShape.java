package io.lintel.server.connectors;

import static java.util.stream.Collectors.joining;

import io.lintel.secret.Secret;
import io.lintel.server.settings.FeatureFlags;
import io.lintel.server.settings.Mistake;
import io.lintel.server.settings.Mistakes;
import io.lintel.server.settings.Node;
import io.lintel.server.settings.Place;
import io.lintel.server.settings.Strictness;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.reflect.exception.InstantiationException;
import io.micronaut.core.type.Argument;
import io.micronaut.validation.validator.Validator;
import jakarta.inject.Provider;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The keys that an operator may write for a type of connector.
///
/// @param keys in the order of the record, those of a block after the block
/// @param defects why it could not be bound: mistakes of whoever wrote the connector
record ConfigurationShape(List<Key> keys, List<String> defects) {

    private static final Map<Class<?>, String> WORDS = Map.ofEntries(
            Map.entry(String.class, "text"),
            Map.entry(Secret.class, "secret"),
            Map.entry(boolean.class, "true/false"),
            Map.entry(Boolean.class, "true/false"),
            Map.entry(int.class, "number"),
            Map.entry(Integer.class, "number"),
            Map.entry(long.class, "number"),
            Map.entry(Long.class, "number"),
            Map.entry(double.class, "number"),
            Map.entry(Double.class, "number"),
            Map.entry(Duration.class, "duration"),
            Map.entry(URI.class, "URL"),
            Map.entry(Path.class, "file"));

    /// How deep blocks may be in blocks.
    private static final int DEEPEST = 8;

    /// One key.
    ///
    /// @param path with the blocks it is in, such as `userSearch.filter`; `[]` stands for each element of a list
    /// @param preset what holds if it is not written, where that is not just empty
    record Key(String path, String type, @Nullable String preset, boolean isRequired) {}

    static ConfigurationShape of(Class<?> configuration, Provider<Validator> ofServer) {
        var introspections = Introspections.of(configuration, ofServer);
        var found = new ArrayList<Key>();
        var defects = new ArrayList<String>();
        if (!configuration.isRecord()) {
            defects.add(configuration.getName() + " is not a record");
        }
        var introspection = introspections.introspector().findIntrospection(configuration);
        if (introspection.isEmpty()) {
            defects.add(
                    configuration.getName() + " is not @Introspected, or was compiled without Micronaut's annotation"
                            + " processor (io.micronaut:micronaut-inject-java)");
        } else {
            new Walk(introspections, found, defects).into(introspection.get(), "", 0);
        }
        return new ConfigurationShape(found, defects);
    }

    /// From a record to the records in it.
    private record Walk(Introspections introspections, List<Key> found, List<String> defects) {

        void into(BeanIntrospection<?> type, String path, int depth) {
            var required = required(type);
            for (var component : type.getConstructorArguments()) {
                var key = KeySpelling.of(component.getName());
                key(component, path + key, required.contains(key), depth);
            }
        }

        private void key(Argument<?> component, String path, boolean isRequired, int depth) {
            var preset = component.getAnnotationMetadata().stringValue(Bindable.class, "defaultValue");
            var block = block(component);
            found.add(new Key(path, word(component, path), preset.orElse(null), isRequired));
            if (block.isPresent() && depth < DEEPEST) {
                into(block.get(), path + (List.class.equals(component.getType()) ? "[]." : "."), depth + 1);
            }
        }

        private Optional<? extends BeanIntrospection<?>> block(Argument<?> component) {
            var type = element(component).getType();
            return type.isEnum() || WORDS.containsKey(type)
                    ? Optional.empty()
                    : introspections.introspector().findIntrospection(type);
        }

        private static Argument<?> element(Argument<?> component) {
            var parameters = component.getTypeParameters();
            return parameters.length == 0 ? component : parameters[parameters.length - 1];
        }

        private String word(Argument<?> component, String path) {
            var element = element(component);
            var type = component.getType();
            if (List.class.equals(type) || Set.class.equals(type)) {
                return "list of " + single(element, path);
            }
            return Map.class.equals(type) ? "keys with " + single(element, path) : single(component, path);
        }

        private String single(Argument<?> component, String path) {
            Class<?> type = component.getType();
            var word = WORDS.get(type);
            if (word != null) {
                return word;
            }
            if (type.isEnum()) {
                return Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                        .collect(joining(" or "));
            }
            if (block(component).isEmpty()) {
                defects.add(path + " is of " + type
                        + ", which cannot be read from text: give it another type or make it @Introspected");
            }
            return "block";
        }

        /// The components that must be written: what the rules say of a record for which nothing is. None if the record
        /// cannot bear even that.
        private Set<String> required(BeanIntrospection<?> type) {
            var mistakes = new Mistakes(Strictness.CHECK, FeatureFlags.of(Map.of()));
            var nothing = Node.Mapping.empty(Place.of(""));
            try {
                new RecordBinding(introspections, mistakes).components(type, nothing);
            } catch (IllegalStateException | InstantiationException defect) {
                return Set.of();
            }
            return mistakes.all().stream().map(Mistake::place).map(Place::path).collect(Collectors.toUnmodifiableSet());
        }
    }
}
