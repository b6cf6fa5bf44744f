package io.lintel.server.http;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// An empty database that several servers of a test have together.
sealed interface SharedStore extends AutoCloseable {

    /// What a configuration says of it under `storage`.
    String text();

    @Override
    void close();

    static SharedStore sqlite() {
        try {
            return new Sqlite(Files.createTempDirectory("lintel-shared"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static SharedStore postgres() {
        try {
            return new Postgres(EmbeddedPostgres.start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    record Sqlite(Path directory) implements SharedStore {

        @Override
        public String text() {
            return "{type: sqlite3, config: {file: \"" + directory.resolve("lintel.db") + "\"}}";
        }

        @Override
        public void close() {
            try (var files = Files.walk(directory)) {
                for (var file :
                        files.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(file);
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    record Postgres(EmbeddedPostgres server) implements SharedStore {

        @Override
        public String text() {
            return "{type: postgres, config: {host: 127.0.0.1, port: " + server.getPort()
                    + ", user: postgres, database: postgres, ssl: {mode: disable}}}";
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
