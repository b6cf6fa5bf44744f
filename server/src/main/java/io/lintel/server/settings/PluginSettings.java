package io.lintel.server.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where jars with further connectors are.
///
/// @param directory null for the default, which need not be there
/// @param place where it is written, for messages
public record PluginSettings(@Nullable Path directory, Place place) {

    /// Where jars on the class path are said to be.
    public static final Place CLASS_PATH = Place.of("class path");

    static final String KEY = "plugins";

    /// What holds if nothing is written.
    public static PluginSettings ofTheServer() {
        return new PluginSettings(null, Place.of("").key(KEY));
    }

    /// Whether a mistake is one in plugins, or in jars on the class path.
    public static boolean isAbout(Mistake mistake) {
        return mistake.place().path().startsWith(KEY) || mistake.place().equals(CLASS_PATH);
    }

    static PluginSettings read(Section section) {
        var directory = FileCheck.path(section, "directory");
        if (directory != null && !Files.isDirectory(directory)) {
            section.mistake("directory", "names no directory: " + Place.printable(directory.toString()));
        }
        return new PluginSettings(directory, section.place("directory"));
    }
}
