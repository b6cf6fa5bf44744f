package io.lintel.server.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the command line and other files than the settings add.
final class CommandLineTest {

    private static final String KEY =
            Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(UTF_8));

    private final Path directory;
    private final Written written;

    CommandLineTest(@TempDir Path directory) {
        this.directory = directory;
        this.written = new Written(directory);
    }

    @Test
    void flagsReplaceAddresses() {
        var settings = written.with(new Overrides("127.0.0.1:1", "", "127.0.0.1:3", ""))
                .settings(Written.LEAST);

        assertThat(settings.web().http()).isEqualTo(new ListenAddress("127.0.0.1", 1));
        assertThat(settings.telemetry().http()).isEqualTo(new ListenAddress("127.0.0.1", 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "web:", "web: {}", "WEB: {HTTP: nonsense}"})
    void flagsCountAsIfTheyWereWritten(String web) {
        var file = Written.LEAST.replace("web: {http: 127.0.0.1:5556}", web);

        assertThat(written.with(new Overrides("127.0.0.1:1", "", "", ""))
                        .settings(file)
                        .web()
                        .http())
                .isEqualTo(new ListenAddress("127.0.0.1", 1));
    }

    @Test
    void flagsAreValidatedUnderTheirName() {
        assertThat(written.with(new Overrides("a", "b", "c", "127.0.0.1:5557")).mistakes(Written.LEAST))
                .contains(
                        "--web-http-addr: web.http: is \"a\", not a host and a port such as 127.0.0.1:5556, 0.0.0.0:5556 "
                                + "or [::1]:5556",
                        "--grpc-addr: not supported yet: grpc.addr (127.0.0.1:5557)",
                        "config.yaml:3: web.tlsCert: is missing: no certificate specified for HTTPS")
                .anySatisfy(mistake -> assertThat(mistake).startsWith("--web-https-addr: web.https: is \"b\""))
                .anySatisfy(mistake -> assertThat(mistake).startsWith("--telemetry-addr: telemetry.http: is \"c\""));
    }

    @Test
    void checkAsksTheConnectorsAndTellsTheirMistakesWithAllOthers() {
        var file = written.file((Written.LEAST + "unheard: of").getBytes(UTF_8));
        var refused = catchThrowableOfType(
                InvalidSettings.class,
                () -> SettingsFile.load(
                        file,
                        Map.of(),
                        Overrides.none(),
                        Strictness.CHECK,
                        (definition, issuer, mistakes) ->
                                mistakes.add(definition.config().place(), "was asked with " + issuer)));

        assertThat(refused.mistakes()).hasSize(2);
        assertThat(refused)
                .hasMessageStartingWith("invalid settings:\n\t- " + file
                        + ":4: connectors[0].config: was asked with https://login.example.org\n\t- " + file
                        + ":5: unheard: is an unknown key (there are: issuer, ");
    }

    @Test
    void connectorsAreAskedWithoutAnIssuerThatIsMistaken() {
        var asked = new ArrayList<Boolean>();
        var file = written.file(Written.LEAST.replace("https:", "").getBytes(UTF_8));

        assertThatThrownBy(() -> SettingsFile.load(
                        file,
                        Map.of(),
                        Overrides.none(),
                        Strictness.SERVE,
                        (definition, issuer, mistakes) -> asked.add(issuer == null)))
                .isInstanceOf(InvalidSettings.class);
        assertThat(asked).containsExactly(true);
    }

    @Test
    void encryptionKeyComesFromFileOrEnvironmentOrAFileOfItsOwn() throws IOException {
        var file = Files.writeString(directory.resolve("key"), KEY + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        var environment = Map.of("SEALING_KEY", KEY);

        for (var line : new String[] {
            "encryptionKey: " + KEY,
            "encryptionKey: $SEALING_KEY",
            "encryptionKey: ${SEALING_KEY}",
            "encryptionKeyEnv: SEALING_KEY",
            "encryptionKeyFile: " + file
        }) {
            var loaded = written.with(environment).load(Written.LEAST + line);
            assertThat(loaded.warnings()).isEmpty();
            assertThat(loaded.settings().encryptionKey())
                    .isNotNull()
                    .satisfies(key -> assertThat(key.encode().reveal()).isEqualTo(KEY));
        }
    }

    @Test
    @Tag("SEC-M5")
    void secretFilesThatEverybodyMayReadAreWarnings() throws IOException {
        var key = Files.writeString(directory.resolve("key"), KEY);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(written.warnings(Written.LEAST + "encryptionKeyFile: " + key))
                .containsExactly(
                        "config.yaml:5: encryptionKeyFile: names a file that every user of this machine may read; "
                                + "chmod o-r key");
    }
}
