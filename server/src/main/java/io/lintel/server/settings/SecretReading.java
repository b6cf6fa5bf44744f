package io.lintel.server.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.secret.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.util.stream.Stream;

/// Reads a secret that stands in the file, in an environment variable or in a file of its own.
final class SecretReading {

    private static final int LONGEST_FILE = 4096;

    private final FromEnvironment environment;
    private final String key;

    /// @param key of the secret itself; with `Env` and `File` behind it, those of the variable and the file
    SecretReading(FromEnvironment environment, String key) {
        this.environment = environment;
        this.key = key;
    }

    /// The secret that one of the three tells, or an empty one.
    Secret read(Section section) {
        var secret = Secret.of(environment.either(section, key, key + "Env"));
        if (section.text(file()).isEmpty()) {
            return secret;
        }
        if (isThere(section, key, key + "Env")) {
            section.mistake(file(), "and " + key + " or " + key + "Env exclude each other");
            return secret;
        }
        return content(section);
    }

    /// Whether the section says something of a secret, be it right or wrong.
    boolean isToldIn(Section section) {
        return isThere(section, key, key + "Env", file());
    }

    private static boolean isThere(Section section, String... keys) {
        return Stream.of(keys).anyMatch(key -> !section.text(key).isEmpty());
    }

    /// The line break that editors put at the end is no part of it.
    private Secret content(Section section) {
        var file = FileCheck.privateKey(section, file());
        if (file == null || !Files.isReadable(file)) {
            return Secret.empty();
        }
        try (var content = Files.newInputStream(file)) {
            var bytes = content.readNBytes(LONGEST_FILE + 1);
            var secret =
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().stripTrailing();
            if (!secret.isEmpty() && bytes.length <= LONGEST_FILE) {
                return Secret.of(secret);
            }
            section.mistake(file(), "names a file that is empty or longer than " + LONGEST_FILE + " bytes");
        } catch (CharacterCodingException _) {
            section.mistake(file(), "names a file that is not UTF-8");
        } catch (IOException unreadable) {
            section.mistake(file(), "cannot be read: " + Place.printable(String.valueOf(unreadable.getMessage())));
        }
        return Secret.empty();
    }

    private String file() {
        return key + "File";
    }
}
