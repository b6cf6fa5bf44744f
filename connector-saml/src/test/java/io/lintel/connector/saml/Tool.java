package io.lintel.connector.saml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs a program that the tests need, in a folder of its own.
final class Tool {

    private static final Path FOLDER = folder();

    private Tool() {}

    static Path file(String name) {
        return FOLDER.resolve(name);
    }

    /// A file of its own for each text: logins at the same time are signed at the same time.
    static Path write(String name, String text) {
        try {
            return Files.writeString(Files.createTempFile(FOLDER, "", "-" + name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What it prints.
    ///
    /// @throws AssertionError if it fails
    static String run(List<String> command) {
        try {
            var output = Files.createTempFile(FOLDER, "out", ".txt");
            var errors = Files.createTempFile(FOLDER, "err", ".txt");
            var process = new ProcessBuilder(command)
                    .directory(FOLDER.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(command + " failed: " + Files.readString(errors));
            }
            var text = Files.readString(output, UTF_8);
            Files.delete(output);
            Files.delete(errors);
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException("the tests need " + command.getFirst() + "; ./verify installs it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Path folder() {
        try {
            var folder = Files.createTempDirectory("lintel-saml");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException leftBehind) {
            // A few small files in the system's folder for temporary ones.
        }
    }
}
