package io.lintel.storage.jdbc;

import java.nio.file.Path;
import java.util.Optional;

/// How to open an SQLite database.
///
/// @param file is made if it does not exist, its directory is not
public record SqliteSettings(Path file, Synchronous synchronous) {

    /// How far a commit goes before it is acknowledged.
    public enum Synchronous {
        /// To the disk: survives the loss of power.
        FULL,
        /// To the operating system: survives the end of the process, however it ends.
        NORMAL
    }

    /// @throws IllegalArgumentException if the driver cannot be given such a path
    public SqliteSettings {
        if (file.toString().isEmpty() || file.toString().indexOf('?') >= 0) {
            throw new IllegalArgumentException(
                    "An SQLite database needs a file whose path has no question mark, not \"" + file + "\".");
        }
    }

    public SqliteSettings(Path file) {
        this(file, Synchronous.FULL);
    }

    /// The file that a data source name names (a path, or a `file:` URI as SQLite understands it), or empty if
    /// it names a database that ends with the process: `:memory:`, `mode=memory` or nothing.
    public static Optional<Path> findFile(String dataSourceName) {
        var query = dataSourceName.indexOf('?');
        var name = query < 0 ? dataSourceName : dataSourceName.substring(0, query);
        if (dataSourceName.substring(name.length()).contains("mode=memory")) {
            return Optional.empty();
        }
        if (name.startsWith("file:")) {
            name = name.substring("file:".length());
            if (name.startsWith("//")) {
                name = name.substring(Math.max(2, name.indexOf('/', 2)));
            }
        }
        return name.isEmpty() || name.equals(":memory:") ? Optional.empty() : Optional.of(Path.of(name));
    }
}
