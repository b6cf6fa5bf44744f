package io.lintel.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.oauth2.Issuer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsFileTest {

    private final Path directory;

    SettingsFileTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void leastFileStarts() {
        var loaded = new Written(directory).load(Written.LEAST);

        assertThat(loaded.warnings()).isEmpty();
        assertThat(loaded.settings().issuer()).isEqualTo(new Issuer("https://login.example.org"));
    }

    @Test
    void everyMistakeIsToldAtOnceWithLineAndPath() {
        assertThat(new Written(directory).mistakes("""
                issuer: login.example.org
                storage:
                  type: sqlite4
                web:
                  http: "5556"
                  tlsMinVersion: 1.1
                staticClients:
                  - id: shop
                    name: Shop
                    secret: s
                    redirectURIs:
                      - https://shop.example/callback
                      - shop.example/callback
                """))
                .containsExactly(
                        "config.yaml: connectors: is missing: no connectors specified, so nobody could log in; "
                                + "add one, or enablePasswordDB: true",
                        "config.yaml:1: issuer: is not an absolute http or https URL such as https://login.example.org",
                        "config.yaml:3: storage.type: is an unknown storage type \"sqlite4\" (there are: memory, sqlite3, postgres)",
                        "config.yaml:5: web.http: is \"5556\", not a host and a port such as 127.0.0.1:5556, 0.0.0.0:5556 or [::1]:5556",
                        "config.yaml:6: web.tlsMinVersion: is \"1.1\" (there are: 1.2, 1.3)",
                        "config.yaml:13: staticClients[0].redirectURIs[1]: is not an absolute URI");
    }

    @Test
    void emptyFileNamesEverythingThatMustBeThere() {
        assertThat(new Written(directory).mistakes("")).hasSize(4).allSatisfy(mistake -> assertThat(mistake)
                .matches("config.yaml: (issuer|storage|web.http|connectors): is missing: .*"));
    }

    @Test
    void missingFileIsAMistake() {
        var file = directory.resolve("nowhere.yaml");

        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                InvalidSettings.class,
                                () -> SettingsFile.load(file, Map.of(), Overrides.none(), Strictness.SERVE))
                        .mistakes())
                .singleElement()
                .hasToString(file + ": cannot be read: there is no such file");
    }

    @Test
    @Tag("SEC-M5")
    void fileThatEverybodyMayReadIsAWarning() throws Exception {
        var file = new Written(directory).file(Written.LEAST.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        java.nio.file.Files.setPosixFilePermissions(
                file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(SettingsFile.load(file, Map.of(), Overrides.none(), Strictness.SERVE)
                        .warnings())
                .singleElement()
                .hasToString(file + ": may be read by every user of this machine, and with it the secrets it holds");
    }
}
