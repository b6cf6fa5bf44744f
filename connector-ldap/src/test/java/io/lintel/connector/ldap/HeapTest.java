package io.lintel.connector.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What many logins at once may take of the heap, measured with a heap that has no more.
@Tag("SEC-J5")
@Timeout(300)
final class HeapTest {
    /// What the program needs by itself, in MiB: with an ordinary directory it is enough.
    private static final int ORDINARY = 24;

    private static final int EXTRA = 64;

    private final Path folder;

    HeapTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void ordinaryDirectoryNeedsLittle() throws IOException, InterruptedException {
        try (var ordinary = ScriptedDirectory.with((conversation, search) -> {
            for (var i = 0; i < 20; i++) {
                write(conversation, search, "group" + i);
            }
            conversation.write(ScriptedDirectory.encoded(search, new SearchResultDoneProtocolOp(0, null, null, null)));
        })) {
            assertThat(outcomes(ORDINARY, ordinary)).containsExactly("{authenticated=" + HugeDirectory.AT_ONCE + "}");
        }
    }

    @Test
    void hugeDirectoryTakesAtMost64MoreMebibytes() throws IOException, InterruptedException {
        try (var manyGroups = ScriptedDirectory.with((conversation, search) -> {
                    for (var i = 0; ; i++) {
                        write(conversation, search, "group" + i);
                    }
                });
                var longNames = ScriptedDirectory.with((conversation, search) -> {
                    for (var i = 0; ; i++) {
                        write(conversation, search, i + "é".repeat(8_000));
                    }
                });
                var longMessages = ScriptedDirectory.with(
                        (conversation, search) -> write(conversation, search, "é".repeat(250_000)))) {
            var allFailed = "{INVALID_RESPONSE=" + HugeDirectory.AT_ONCE + "}";
            assertThat(outcomes(ORDINARY + EXTRA, manyGroups, longNames, longMessages))
                    .containsExactly(allFailed, allFailed, allFailed);
        }
    }

    private static void write(ScriptedPeer.Conversation conversation, LDAPMessage search, String name)
            throws IOException {
        var dn = "cn=" + name + "," + TestDirectory.GROUPS;
        conversation.write(ScriptedDirectory.encoded(search, ScriptedDirectory.group(dn, name)));
    }

    private List<String> outcomes(int mebibytes, ScriptedPeer... directories) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + mebibytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                classPath(),
                HugeDirectory.class.getName()));
        Stream.of(directories)
                .map(directory -> String.valueOf(directory.port()))
                .forEach(command::add);
        var output = folder.resolve("output");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var ended = process.waitFor(4, TimeUnit.MINUTES);
        process.destroyForcibly();
        var said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended).as(said).isTrue();
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().filter(line -> line.startsWith("{")).toList();
    }

    /// Surefire's own class path is in the manifest of one jar.
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
