package io.lintel.server.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.Lintel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorTest {

    private static final String FILE = """
        issuer: http://127.0.0.1:5556
        storage: {type: memory}
        web: {http: 127.0.0.1:5556}
        connectors:
          - {id: mock, type: mockCallback, name: "Mock \\e[31m"}
          - {id: door, type: mockPassword, name: Door, config: {username: walter, password: open sesame}}
        enablePasswordDB: true
        staticPasswords:
          - email: alice@example.org
            hash: "$2a$10$ZSiC5rQK6jxbr7xd9ZQLL.kuKTzpOkmTEohKJ.JCPtqTBy3RGq0Lm"
            username: alice
            preferredUsername: ally
            name: Alice Liddell
            userID: a11ce
            groups: [readers, writers]
        """;

    private final Path directory;

    DoctorTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void everyConnectorIsExaminedAndNamed() {
        var said = examine(null, null);

        assertThat(said.lines().filter(line -> !line.startsWith(" ")))
                .contains(
                        "mock (mockCallback) \"Mock ?[31m\"",
                        "door (mockPassword) \"Door\"",
                        "local (local) \"Email\"");
        assertThat(said).contains("a browser would be sent to: http://127.0.0.1:5556/callback", "All is well.");
    }

    @Test
    void oneConnectorIsExaminedIfOneIsNamed() {
        assertThat(examine("local", null)).startsWith("local (local)").endsWith("All is well.\n");
        assertThat(examine("nobody", null)).isEqualTo("There is no connector \"nobody\" in this file.\n");
    }

    @Test
    void whoWouldComeInIsShownWithTheirGroups() {
        assertThat(examine("local", "Alice@example.org")).contains("""
                    user id         a11ce
                    name            Alice Liddell
                    preferred name  ally
                    e-mail          alice@example.org
                    groups          \n\
                        readers
                        writers
            """);
    }

    @Test
    void whoWouldBeRefusedFails() {
        assertThat(examine("local", "bob@example.org"))
                .contains("FAIL  sign-in: refused: wrong credentials", "1 step failed.");
    }

    private String examine(@Nullable String connector, @Nullable String user) {
        try {
            var file = Files.writeString(directory.resolve("lintel.yaml"), FILE);
            var said = new ByteArrayOutputStream();
            var wanted = new Examination(Optional.ofNullable(connector), Optional.ofNullable(user));
            var failed = Lintel.examine(file, Map.of(), wanted, new PrintStream(said, true, UTF_8), Clock.systemUTC());
            var text = said.toString(UTF_8);
            assertThat(failed == 0).isEqualTo(text.endsWith("All is well.\n"));
            return text;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
