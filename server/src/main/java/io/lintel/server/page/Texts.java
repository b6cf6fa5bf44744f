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

    /// The text of a message, with somebody else's words put in as [ShownText].
    String of(Message message, String... words) {
        var text = patterns.getOrDefault(message, "");
        for (var i = 0; i < words.length; i++) {
            var place = "{" + i + "}";
            var at = text.indexOf(place);
            if (at >= 0) {
                text = text.substring(0, at) + ShownText.of(words[i]) + text.substring(at + place.length());
            }
        }
        return text;
    }

    String shown(String words) {
        return ShownText.of(words);
    }
}
