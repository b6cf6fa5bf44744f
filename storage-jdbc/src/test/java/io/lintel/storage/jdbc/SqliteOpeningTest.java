package io.lintel.storage.jdbc;

import static io.lintel.authorization.TestAuthorizations.code;
import static io.lintel.authorization.TestAuthorizations.issuedToBob;
import static io.lintel.token.TestFamilies.bobs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.storage.Race;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How an SQLite file is made, found and refused, and how the tables come to be in it.
final class SqliteOpeningTest {

    private Path directory;
    private Path file;

    @BeforeEach
    void nameFile(@TempDir Path empty) {
        directory = empty;
        file = directory.resolve("lintel.db");
    }

    @Test
    void missingDirectoryIsNamed() {
        var settings = new SqliteSettings(directory.resolve("no/such/lintel.db"));

        assertThatThrownBy(() -> JdbcStorage.open(settings))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining(settings.file().toString())
                .hasMessageContaining("does not exist");
    }

    @Test
    void directoryIsNoDatabase() {
        assertThatThrownBy(() -> JdbcStorage.open(new SqliteSettings(directory)))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("is a directory");
    }

    @Test
    void otherFileIsNoDatabaseAndIsLeftAlone() throws IOException {
        var text = "This is a letter to a friend. ".repeat(100);
        Files.writeString(file, text);

        assertThatThrownBy(() -> JdbcStorage.open(new SqliteSettings(file)))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("no SQLite database");
        assertThat(file).hasContent(text);
    }

    @Test
    @Tag("REL-15")
    void newerSchemaIsRefused() throws SQLException {
        JdbcStorage.open(new SqliteSettings(file)).close();
        try (var connection = connect()) {
            TestTables.addMigration(connection, Schema.VERSION + 1);
        }

        assertThatThrownBy(() -> JdbcStorage.open(new SqliteSettings(file)))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("version " + (Schema.VERSION + 1))
                .hasMessageContaining("newer release");
    }

    @Test
    @Tag("REL-15")
    void migrationThatWasKilledIsDoneAgain() throws SQLException {
        JdbcStorage.open(new SqliteSettings(file)).close();
        try (var connection = connect()) {
            TestTables.change(connection, "DELETE FROM lintel_schema_history");
            TestTables.change(connection, "DROP TABLE signing_key_rings");
        }

        try (var storage = JdbcStorage.open(new SqliteSettings(file))) {
            assertThat(storage.signingKeys().load().keys()).isEmpty();
            assertThat(storage.stores(TestSealer.SEALER).families().start(bobs(1)))
                    .isTrue();
        }
    }

    @Test
    @Tag("REL-15")
    void manyThatStartTogetherAllOpen() {
        for (var round = 0; round < 3; round++) {
            var settings = new SqliteSettings(directory.resolve("round" + round + ".db"));

            var opened = Race.of(4, i -> JdbcStorage.open(settings));

            assertThat(opened).allMatch(JdbcStorage::check);
            opened.forEach(JdbcStorage::close);
        }
    }

    @Test
    void databaseOfOthersIsShared() throws SQLException {
        try (var connection = connect()) {
            TestTables.change(connection, "CREATE TABLE refresh_token (id TEXT PRIMARY KEY)");
            TestTables.change(connection, "CREATE TABLE migrations (num INTEGER)");
        }

        try (var storage = JdbcStorage.open(new SqliteSettings(file));
                var connection = connect()) {
            assertThat(storage.check()).isTrue();
            assertThat(TestTables.number(connection, "SELECT count(*) FROM refresh_token"))
                    .isZero();
        }
    }

    @Test
    void schemaVersionIsThatOfTheNewestMigration() throws IOException {
        for (var dialect : Dialect.values()) {
            try (var files = Files.list(Path.of("src/main/resources/io/lintel/storage/jdbc", dialect.folder()))) {
                assertThat(files.map(file -> file.getFileName().toString())
                                .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__")))))
                        .hasSizeGreaterThan(1)
                        .contains(Schema.VERSION)
                        .allMatch(version -> version <= Schema.VERSION);
            }
        }
    }

    @Test
    @Tag("SEC-G5")
    void nobodyElseMayReadTheFiles() throws IOException {
        try (var storage = JdbcStorage.open(new SqliteSettings(file))) {
            storage.stores(TestSealer.SEALER).codes().add(code(1), issuedToBob(1));
            try (var files = Files.list(directory)) {
                assertThat(files.toList()).hasSizeGreaterThan(1).allSatisfy(each -> assertThat(
                                PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                        .isEqualTo("rw-------"));
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}
