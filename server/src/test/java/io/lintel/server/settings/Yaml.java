package io.lintel.server.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// One block of a file, read as `check` reads it: a key that a reader does not ask for is a mistake.
final class Yaml {

    private Yaml() {}

    /// The record; there must be no mistake.
    static <T> T read(String text, Function<Section, T> reader) {
        var mistakes = new Mistakes(Strictness.CHECK, FeatureFlags.of(Map.of()));
        var value = Section.read(YamlText.read(text.getBytes(UTF_8), Place.of("yaml"), mistakes), mistakes, reader);
        assertThat(mistakes.all()).isEmpty();
        return value;
    }

    static List<String> mistakes(String text, BiConsumer<Section, Mistakes> reader) {
        var mistakes = new Mistakes(Strictness.CHECK, FeatureFlags.of(Map.of()));
        Section.read(YamlText.read(text.getBytes(UTF_8), Place.of("yaml"), mistakes), mistakes, section -> {
            reader.accept(section, mistakes);
            return section;
        });
        return mistakes.all().stream().map(Mistake::toString).toList();
    }

    static List<String> warnings(String text, Function<Section, ?> reader) {
        var mistakes = new Mistakes(Strictness.CHECK, FeatureFlags.of(Map.of()));
        Section.read(YamlText.read(text.getBytes(UTF_8), Place.of("yaml"), mistakes), mistakes, reader::apply);
        return mistakes.warnings().stream().map(Warning::toString).toList();
    }

    static Expansion expansion(Map<String, String> environment) {
        var flags = FeatureFlags.of(environment);
        return new Expansion(environment, flags, new Mistakes(Strictness.SERVE, flags));
    }
}
