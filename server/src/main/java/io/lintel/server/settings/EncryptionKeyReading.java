package io.lintel.server.settings;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lintel.secret.SealingKey;
import io.lintel.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the key under which secrets are sealed before they are stored, from the file, from the environment or
/// from a file of its own.
final class EncryptionKeyReading {

    private static final int LONGEST_FILE = 1024;

    private final Section root;
    private final Expansion expansion;
    private final FromEnvironment environment;

    EncryptionKeyReading(Section root, Expansion expansion, FromEnvironment environment) {
        this.root = root;
        this.expansion = expansion;
        this.environment = environment;
    }

    /// The key that one of the three settings tells; null if there is none of them.
    @Nullable
    SealingKey read() {
        var there = Stream.of("encryptionKey", "encryptionKeyEnv", "encryptionKeyFile")
                .filter(key -> !root.text(key).isEmpty())
                .toList();
        if (there.isEmpty()) {
            return null;
        }
        if (there.size() > 1) {
            root.mistake(there.getLast(), "and " + there.getFirst() + " exclude each other");
        }
        return parse(there.getFirst());
    }

    private @Nullable SealingKey parse(String key) {
        var text =
                switch (key) {
                    case "encryptionKeyEnv" -> environment.variable(root, key);
                    case "encryptionKeyFile" -> content(key);
                    default ->
                        root.find(key) instanceof Node.Scalar scalar
                                ? expansion.expand(scalar).text()
                                : "";
                };
        if (text == null || (text.isEmpty() && key.equals("encryptionKeyEnv"))) {
            return null;
        }
        try {
            return SealingKey.parse(Secret.of(text.strip()));
        } catch (IllegalArgumentException _) {
            // The cause would quote a part of the key.
            root.mistake(key, "must be 32 random bytes in base64 (openssl rand -base64 32 makes some)");
            return null;
        }
    }

    private @Nullable String content(String key) {
        var file = FileCheck.privateKey(root, key);
        if (file == null || !Files.isReadable(file)) {
            return null;
        }
        try (var content = Files.newInputStream(file)) {
            return new String(content.readNBytes(LONGEST_FILE), ISO_8859_1);
        } catch (IOException unreadable) {
            root.mistake(key, "cannot be read: " + Place.printable(String.valueOf(unreadable.getMessage())));
            return null;
        }
    }
}
