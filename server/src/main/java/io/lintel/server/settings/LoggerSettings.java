package io.lintel.server.settings;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What is logged and how.
///
/// @param excludeFields attributes that are left out of every record, such as `email`
public record LoggerSettings(Level level, Format format, List<String> excludeFields) {

    private static final Pattern LEVEL = Pattern.compile("(?i)(debug|info|warn|error)([+-]\\d{1,6})?");

    public LoggerSettings {
        excludeFields = List.copyOf(excludeFields);
    }

    static LoggerSettings read(Section section) {
        return new LoggerSettings(level(section), format(section), section.texts("excludeFields"));
    }

    private static Level level(Section section) {
        if (!section.has("level")) {
            return Level.INFO;
        }
        var text = section.text("level");
        var matcher = LEVEL.matcher(text);
        if (!matcher.matches()) {
            section.mistake(
                    "level",
                    "is \"" + Place.printable(text)
                            + "\" (there are: debug, info, warn, error, also with an offset such as warn+1)");
            return Level.INFO;
        }
        var offset = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        var threshold = Level.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)).number + offset;
        for (var level : Level.values()) {
            if (level.number >= threshold) {
                return level;
            }
        }
        return Level.OFF;
    }

    private static Format format(Section section) {
        return switch (section.text("format").toLowerCase(Locale.ROOT)) {
            case "", "text" -> Format.TEXT;
            case "json" -> Format.JSON;
            default -> {
                section.mistake("format", "is neither text nor json");
                yield Format.TEXT;
            }
        };
    }

    /// The least severe records that are written. An offset in the file moves the threshold by dex's numbers,
    /// and records come at the four levels only.
    public enum Level {
        /// everything
        DEBUG(-4),
        /// what happened
        INFO(0),
        /// what should be looked at
        WARN(4),
        /// what failed
        ERROR(8),
        /// nothing
        OFF(Integer.MAX_VALUE);

        private final int number;

        Level(int number) {
            this.number = number;
        }
    }

    /// The shape of a record.
    public enum Format {
        /// for people
        TEXT,
        /// one object per line
        JSON
    }
}
