package io.lintel.connector.ldap;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The file with the keys of services, of which we read whose they are. The keys themselves Java reads.
///
/// It is read each time, so that a key that was changed is used at once.
final class Keytab {
    private static final int VERSION = 0x0502;
    private static final long LARGEST = 1024 * 1024;

    private final Path path;

    Keytab(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    boolean isReadable() {
        return Files.isRegularFile(path) && Files.isReadable(path);
    }

    /// Whose keys are in it, each once for every key.
    List<KerberosName> owners() throws IOException {
        if (Files.size(path) > LARGEST) {
            throw new IOException("it is larger than a keytab");
        }
        var file = ByteBuffer.wrap(Files.readAllBytes(path));
        var owners = new ArrayList<KerberosName>();
        try {
            if (Short.toUnsignedInt(file.getShort()) != VERSION) {
                throw new IOException("it is not a keytab of version 2");
            }
            while (file.remaining() >= 4) {
                var size = file.getInt();
                if (size > 0) {
                    owners.add(owner(file.slice(file.position(), size)));
                }
                // What was deleted left a hole of negative size.
                file.position(file.position() + Math.absExact(size));
            }
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException cut) {
            throw new IOException("it is cut short", cut);
        }
        return owners;
    }

    private static KerberosName owner(ByteBuffer entry) {
        var components = new String[Short.toUnsignedInt(entry.getShort())];
        var realm = text(entry);
        for (var i = 0; i < components.length; i++) {
            components[i] = text(entry);
        }
        return new KerberosName(String.join("/", components), realm);
    }

    private static String text(ByteBuffer entry) {
        var bytes = new byte[Short.toUnsignedInt(entry.getShort())];
        entry.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
