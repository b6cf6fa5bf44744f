package io.lintel.tools.launch;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationTest {

    private final Configuration configuration =
            new Configuration(5556, 0, 5555, new Configuration.Secrets("client-secret", "pass-word"), false);
    private final Path file;

    ConfigurationTest(@TempDir Path folder) {
        file = folder.resolve(Configuration.FILE);
    }

    @Test
    void onlyTheOwnerCanReadIt() throws IOException {
        Files.writeString(file, "old");
        configuration.write(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void everythingIsOnTheLoopbackInterface() throws IOException {
        configuration.write(file);

        assertThat(Files.readAllLines(file).stream().filter(line -> line.contains("http")))
                .containsExactly(
                        "issuer: http://127.0.0.1:5556",
                        "  http: 127.0.0.1:5556",
                        "      - http://127.0.0.1:5555/callback");
    }

    @Test
    void passwordIsHashedAndNeitherWrittenNorPrinted() throws IOException {
        configuration.write(file);

        var text = Files.readString(file);
        var hash = Pattern.compile("hash: \"(.*)\"").matcher(text);
        assertThat(text).doesNotContain("pass-word");
        assertThat(hash.find()).isTrue();
        assertThat(BCrypt.verifyer()
                        .verify("pass-word".toCharArray(), hash.group(1).toCharArray())
                        .verified)
                .isTrue();
        assertThat(configuration.toString()).doesNotContain("pass-word", "client-secret");
    }

    @Test
    void wordsAreLongAndDiffer() {
        var words = new RandomWords();

        assertThat(words.next(3)).matches("[a-z2-9]{4}(-[a-z2-9]{4}){2}").isNotEqualTo(words.next(3));
    }
}
