package io.lintel.server.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
    void checkSaysOk() {
        assertThat(check(Written.LEAST, 0)).isEqualTo("ok\n");
    }

    @Test
    void checkTellsWarningsOfAFileThatStarts() {
        assertThat(check(Written.LEAST.replace("https://login", "http://login"), 0))
                .isEqualTo("""
                warning: config.yaml:1: issuer: is http to other machines: passwords and tokens can be read on the way
                ok
                """);
    }

    @Test
    void checkTellsAllMistakesAndWarnings() {
        assertThat(check(
                        Written.LEAST.replace("https://login", "http://login") + "unheard: of\nlogger: {format: xml}",
                        1))
                .matches("""
                        config.yaml:5: unheard: is an unknown key \\(there are: .*\\)
                        config.yaml:6: logger.format: is neither text nor json
                        warning: config.yaml:1: issuer: is http to other machines: .*
                        """);
    }

    @Test
    void checkAsksTheConnectors() {
        var check = new Check(
                Map.of(),
                (definition, issuer, mistakes) ->
                        mistakes.add(definition.config().place(), "was asked with " + issuer));
        var out = new ByteArrayOutputStream();

        assertThat(check.check(written.file(Written.LEAST.getBytes(UTF_8)), new PrintStream(out, true, UTF_8)))
                .isEqualTo(1);
        assertThat(out.toString(UTF_8))
                .endsWith("config.yaml:4: connectors[0].config: was asked with https://login.example.org\n");
    }

    private String check(String text, int status) {
        var out = new ByteArrayOutputStream();
        var file = written.file(text.getBytes(UTF_8));
        var check = new Check(Map.of(), (definition, issuer, mistakes) -> {});

        assertThat(check.check(file, new PrintStream(out, true, UTF_8))).isEqualTo(status);
        return out.toString(UTF_8).replace(directory + "/", "");
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
