package io.lintel.server.settings;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lintel.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The key under which secrets are sealed before they are stored. Never prints itself.
public final class EncryptionKey {

    private static final int BYTES = 32;
    private static final int LONGEST_FILE = 1024;

    private final byte[] key;

    private EncryptionKey(byte[] key) {
        this.key = key;
    }

    /// @throws IllegalArgumentException unless the text is 32 bytes in base64; the message continues the path
    ///     of its key
    public static EncryptionKey parse(Secret text) {
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(text.reveal().strip());
        } catch (IllegalArgumentException _) {
            // Without the cause, which quotes a character of the key.
            decoded = new byte[0];
        }
        if (decoded.length != BYTES) {
            throw new IllegalArgumentException(
                    "must be 32 random bytes in base64 (openssl rand -base64 32 makes some)");
        }
        return new EncryptionKey(decoded);
    }

    /// Reads the one of `encryptionKey`, `encryptionKeyEnv` and `encryptionKeyFile` that is there; null if none
    /// is.
    static @Nullable EncryptionKey read(Section root, Expansion expansion, FromEnvironment environment) {
        var there = Stream.of("encryptionKey", "encryptionKeyEnv", "encryptionKeyFile")
                .filter(key -> !root.text(key).isEmpty())
                .toList();
        if (there.isEmpty()) {
            return null;
        }
        if (there.size() > 1) {
            root.mistake(there.getLast(), "and " + there.getFirst() + " exclude each other");
        }
        var key = there.getFirst();
        return root.parsed(
                key,
                _ -> parse(
                        switch (key) {
                            case "encryptionKeyEnv" -> Secret.of(environment.variable(root, key));
                            case "encryptionKeyFile" -> content(root, key);
                            default ->
                                root.find(key) instanceof Node.Scalar scalar
                                        ? Secret.of(expansion.expand(scalar).text())
                                        : Secret.empty();
                        }));
    }

    private static Secret content(Section root, String key) {
        var file = FileCheck.privateKey(root, key);
        if (file == null) {
            return Secret.empty();
        }
        try (var content = Files.newInputStream(file)) {
            return Secret.of(new String(content.readNBytes(LONGEST_FILE), ISO_8859_1));
        } catch (IOException unreadable) {
            return Secret.empty();
        }
    }

    /// A copy of the 32 bytes, for the one who seals.
    public byte[] reveal() {
        return Arrays.copyOf(key, key.length);
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
