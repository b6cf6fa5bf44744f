package io.lintel.server.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import org.jspecify.annotations.Nullable;

/// Looks at the files that settings name, so that a missing one is told with the other mistakes.
final class FileCheck {

    private FileCheck() {}

    /// The file a key names; a mistake if there is none or it cannot be read.
    static @Nullable Path readable(Section section, String key) {
        var file = path(section, key);
        if (file != null && !(Files.isRegularFile(file) && Files.isReadable(file))) {
            section.mistake(
                    key, "names a file that does not exist or cannot be read: " + Place.printable(file.toString()));
        }
        return file;
    }

    /// As [#readable], and a warning if everybody may read it.
    static @Nullable Path privateKey(Section section, String key) {
        var file = readable(section, key);
        if (file != null && isReadableByEverybody(file)) {
            section.warn(key, "names a file that every user of this machine may read; chmod o-r " + file);
        }
        return file;
    }

    /// The path a key names, whatever is there; null if the key is missing.
    static @Nullable Path path(Section section, String key) {
        var text = section.text(key);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException malformed) {
            section.mistake(key, "is not the name of a file");
            return null;
        }
    }

    /// Whether the permissions let others read; false where there are no such permissions.
    static boolean isReadableByEverybody(Path file) {
        try {
            var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            return view != null && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException unknown) {
            return false;
        }
    }
}
