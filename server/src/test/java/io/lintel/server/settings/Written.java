package io.lintel.server.settings;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/// A file as an operator wrote it, and what becomes of it. Messages name it `config.yaml`.
final class Written {

    /// The least that starts.
    static final String LEAST = """
            issuer: https://login.example.org
            storage: {type: memory}
            web: {http: 127.0.0.1:5556}
            connectors: [{id: mock, type: mockCallback, name: Mock}]
            """;

    private final Path directory;
    private Map<String, String> environment = Map.of();
    private Overrides overrides = Overrides.none();
    private Strictness strictness = Strictness.SERVE;

    Written(Path directory) {
        this.directory = directory;
    }

    Written with(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    Written with(Overrides flags) {
        overrides = flags;
        return this;
    }

    Written checking() {
        strictness = Strictness.CHECK;
        return this;
    }

    Settings settings(String text) {
        return load(text).settings();
    }

    Loaded load(String text) {
        return load(text.getBytes(StandardCharsets.UTF_8));
    }

    Loaded load(byte[] bytes) {
        return SettingsFile.load(file(bytes), environment, overrides, strictness);
    }

    List<String> warnings(String text) {
        return load(text).warnings().stream()
                .map(warning -> shortened(warning.toString()))
                .toList();
    }

    List<String> mistakes(String text) {
        return mistakes(text.getBytes(StandardCharsets.UTF_8));
    }

    List<String> mistakes(byte[] bytes) {
        return catchThrowableOfType(InvalidSettings.class, () -> load(bytes)).mistakes().stream()
                .map(mistake -> shortened(mistake.toString()))
                .toList();
    }

    Path file(byte[] bytes) {
        try {
            var file = directory.resolve("config.yaml");
            Files.write(file, bytes);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String shortened(String message) {
        return message.replace(directory + "/", "");
    }
}
