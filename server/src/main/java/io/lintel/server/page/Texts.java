package io.lintel.server.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/// The message catalogue of one language.
final class Texts {

    private final Locale language;
    private final Map<Message, String> patterns;

    private Texts(Locale language, Map<Message, String> patterns) {
        this.language = language;
        this.patterns = patterns;
    }

    static Texts load(Locale language) {
        var properties = properties(language);
        var patterns = new EnumMap<Message, String>(Message.class);
        for (var message : Message.values()) {
            var pattern = properties.getProperty(message.key());
            if (pattern == null) {
                throw new IllegalStateException(name(language) + " has no text for " + message.key());
            }
            patterns.put(message, pattern);
        }
        return new Texts(language, patterns);
    }

    static Properties properties(Locale language) {
        try (var file = Texts.class.getResourceAsStream(name(language))) {
            if (file == null) {
                throw new IllegalStateException("The jar is damaged: it lacks " + name(language));
            }
            var properties = new Properties();
            properties.load(new InputStreamReader(file, UTF_8));
            return properties;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String name(Locale language) {
        return "messages_" + language.toLanguageTag() + ".properties";
    }

    Locale language() {
        return language;
    }

    String of(Message message) {
        return patterns.getOrDefault(message, "");
    }

    /// The text of a message, with somebody else's word put in as [ShownText] wherever it says `{0}`.
    String of(Message message, String word) {
        return of(message).replace("{0}", ShownText.of(word));
    }

    String shown(String words) {
        return ShownText.of(words);
    }
}
