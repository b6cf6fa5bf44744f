package io.lintel.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {

    private static final Pattern LETTERS = Pattern.compile("\\p{L}");

    static List<Locale> languages() {
        return Languages.OFFERED;
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyLanguageHasExactlyTheMessagesThereAre(Locale language) {
        assertThat(Texts.properties(language).stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Message.values()).map(Message::key).toList());
    }

    @ParameterizedTest
    @EnumSource(Message.class)
    void everyLanguageSaysSomethingAndNamesTheSameThings(Message message) {
        var english = Texts.load(Locale.ENGLISH).of(message);
        for (var language : Languages.OFFERED) {
            var text = Texts.load(language).of(message);
            assertThat(text)
                    .as("%s in %s", message, language)
                    .containsPattern(LETTERS)
                    .doesNotContain("  ", "\n");
            assertThat(text.contains("{0}")).as("%s in %s", message, language).isEqualTo(english.contains("{0}"));
            assertThat(text.replace("{0}", ""))
                    .as("%s in %s", message, language)
                    .doesNotContain("{", "}", "<", "&");
        }
    }

    @Test
    void everyMessageIsUsed() {
        var used = Stream.of("src/main/jte", "src/main/java/io/lintel/server/page")
                .map(Path::of)
                .flatMap(CatalogueTest::files)
                .filter(file -> !file.endsWith("Message.java"))
                .map(CatalogueTest::read)
                .collect(Collectors.joining());

        assertThat(Message.values()).allMatch(message -> Pattern.compile("Message\\." + message + "\\b")
                .matcher(used)
                .find());
    }

    @Test
    void noTemplateHasWordsOfItsOwn() {
        var expressions = Pattern.compile("\\$\\{[^}]*}|!\\{[^}]*}|@\\w+[^\\n]*|<[^>]*>|`\\)?|,\\s");

        assertThat(files(Path.of("src/main/jte"))).allSatisfy(template -> assertThat(
                        expressions.matcher(read(template)).replaceAll(""))
                .as(template.toString())
                .doesNotContainPattern(LETTERS));
    }

    @Test
    void everyLanguageHasItsOwnWords() {
        var english = Texts.properties(Locale.ENGLISH);
        var german = Texts.properties(Locale.GERMAN);

        assertThat(english.stringPropertyNames().stream()
                        .filter(key -> english.getProperty(key).equals(german.getProperty(key)))
                        .filter(key -> !List.of("direction", "code.label").contains(key)))
                .isEmpty();
    }

    @Test
    void pagesSayInWhichLanguageAndDirectionTheyAre() {
        var german = Samples.pages().home(new LanguagePreference(null, "de-CH, en;q=0.5"));

        assertThat(Shape.parse(german).select("html").attr("lang")).isEqualTo("de");
        assertThat(Shape.parse(german).select("html").attr("dir")).isEqualTo("ltr");
        assertThat(german.html()).contains("Willkommen bei Lintel");
    }

    private static Stream<Path> files(Path directory) {
        try (var files = Files.list(directory)) {
            return files.toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
