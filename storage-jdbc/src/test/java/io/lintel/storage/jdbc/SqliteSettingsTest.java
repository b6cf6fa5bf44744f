package io.lintel.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SqliteSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", ":memory:", "file::memory:", "file::memory:?cache=shared", "file:x?mode=memory"})
    void databaseInMemoryHasNoFile(String name) {
        assertThat(SqliteSettings.findFile(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "var/lintel.db, var/lintel.db",
        "/var/lintel.db, /var/lintel.db",
        "file:lintel.db, lintel.db",
        "file:/var/lintel.db?cache=shared, /var/lintel.db",
        "file:///var/lintel.db, /var/lintel.db",
        "file://localhost/var/lintel.db?_fk=1, /var/lintel.db",
    })
    void fileIsFoundInADataSourceName(String name, String path) {
        assertThat(SqliteSettings.findFile(name)).contains(Path.of(path));
    }

    @Test
    void pathTheDriverWouldCutIsRefused() {
        assertThatThrownBy(() -> new SqliteSettings(Path.of("what?.db")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("what?.db");
    }
}
