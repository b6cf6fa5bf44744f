package io.lintel.server.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The file an operator writes.
public final class SettingsFile {

    private SettingsFile() {}

    /// Reads and validates a file, except for what the connectors make of their `config`.
    ///
    /// @param environment the variables of the process
    /// @throws InvalidSettings with every mistake there is
    public static Loaded load(Path file, Map<String, String> environment, Overrides overrides, Strictness strictness) {
        return load(file, environment, overrides, strictness, (_, _, _) -> {});
    }

    /// Reads and validates a file.
    ///
    /// @param environment the variables of the process
    /// @param connectors asked for every connector whose type could exist
    /// @throws InvalidSettings with every mistake there is
    public static Loaded load(
            Path file,
            Map<String, String> environment,
            Overrides overrides,
            Strictness strictness,
            ConnectorCheck connectors) {
        var flags = FeatureFlags.of(environment);
        var mistakes = new Mistakes(strictness, flags);
        var place = Place.of(file.toString());
        var document = overrides.applyTo(YamlText.read(bytes(file, place, mistakes), place, mistakes));
        if (FileCheck.isReadableByEverybody(file)) {
            mistakes.warn(place, "may be read by every user of this machine, and with it the secrets it holds");
        }
        NotSupportedYet.refuse(document, flags, mistakes);
        var settings = new SettingsReading(environment, flags, mistakes, connectors).read(document);
        mistakes.throwIfAny();
        return new Loaded(settings, mistakes.warnings());
    }

    private static byte[] bytes(Path file, Place place, Mistakes mistakes) {
        try (var content = Files.newInputStream(file)) {
            return content.readNBytes(YamlText.MOST_BYTES + 1);
        } catch (IOException unreadable) {
            mistakes.add(place, "cannot be read: " + Place.printable(reason(file, unreadable)));
            throw new InvalidSettings(mistakes.all(), mistakes.warnings());
        }
    }

    private static String reason(Path file, IOException unreadable) {
        if (!Files.exists(file)) {
            return "there is no such file";
        }
        return Files.isDirectory(file) ? "it is a directory" : String.valueOf(unreadable.getMessage());
    }
}
