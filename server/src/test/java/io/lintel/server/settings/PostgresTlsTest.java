package io.lintel.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lintel.storage.jdbc.PostgresSettings.Ssl;
import io.lintel.storage.jdbc.PostgresSettings.SslMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the storage would refuse at the start is told as a mistake with its path before.
@Tag("SEC-M5")
final class PostgresTlsTest {

    private final Path directory;
    private final Path pem;

    PostgresTlsTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        this.pem = Files.createFile(directory.resolve("pem"), owner);
    }

    @Test
    void combinationIsAMistakeIfAndOnlyIfTheStorageRefusesIt() {
        var refused = 0;
        for (var mode : SslMode.values()) {
            for (var files = 0; files < 8; files++) {
                var ca = (files & 1) == 0 ? null : pem;
                var key = (files & 2) == 0 ? null : pem;
                var certificate = (files & 4) == 0 ? null : pem;
                var isRefused = catchThrowable(() -> new Ssl(mode, ca, key, certificate)) != null;
                refused += isRefused ? 1 : 0;

                assertThat(isMistaken(mode, ca, key, certificate))
                        .as("%s, caFile %s, keyFile %s, certFile %s", mode, ca, key, certificate)
                        .isEqualTo(isRefused);
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void mistakeNamesTheKeyThatIsMissing() {
        assertThat(mistakes("mode: verify-ca, keyFile: " + pem))
                .containsExactly("config.yaml:4: storage.config.ssl.certFile: is missing: certFile and keyFile belong"
                        + " together, set both or none");
        assertThat(mistakes("mode: disable, certFile: " + pem))
                .containsExactly("config.yaml:4: storage.config.ssl.keyFile: is missing: certFile and keyFile belong"
                        + " together, set both or none");
        assertThat(mistakes("certFile: %1$s, keyFile: %1$s".formatted(pem)))
                .containsExactly("config.yaml:4: storage.config.ssl.caFile: is missing: with certFile and mode"
                        + " verify-full name the file with the certificate of the authority that vouches for the"
                        + " database");
    }

    @Test
    void directoryOfASocketThatNoSystemHasRoomForIsAMistake() {
        assertThat(new Written(directory).checking().mistakes(file("host: /" + "a".repeat(100))))
                .containsExactly("config.yaml:4: storage.config.host: is too long: the name of the socket in it has"
                        + " more than 103 bytes");
        assertThat(new Written(directory).checking().mistakes(file("host: \"/a\\0b\"")))
                .containsExactly("config.yaml:4: storage.config.host: is not the name of a directory");
        assertThat(new Written(directory)
                        .checking()
                        .load(file("host: /run/postgresql"))
                        .warnings())
                .isEmpty();
    }

    private boolean isMistaken(SslMode mode, @Nullable Path ca, @Nullable Path key, @Nullable Path certificate) {
        var keys = new ArrayList<>(List.of("mode: " + mode.value()));
        add(keys, "caFile", ca);
        add(keys, "keyFile", key);
        add(keys, "certFile", certificate);
        var text = file("ssl: {" + String.join(", ", keys) + "}");
        return catchThrowable(() -> new Written(directory).checking().load(text)) instanceof InvalidSettings;
    }

    private static void add(List<String> keys, String key, @Nullable Path file) {
        if (file != null) {
            keys.add(key + ": " + file);
        }
    }

    private List<String> mistakes(String ssl) {
        return new Written(directory).checking().mistakes(file("ssl: {" + ssl + "}"));
    }

    private static String file(String more) {
        return Written.LEAST.replace("{type: memory}\n", "@\n").replace("storage: @\n", "")
                + "storage: {type: postgres, config: {user: u, " + more + "}}";
    }
}
