package io.lintel.tools.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The launcher of this very checkout, with the server that has just been built.
@Timeout(300)
final class LauncherIT {

    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    private final Path state;

    LauncherIT(@TempDir Path folder) {
        state = folder.resolve("state");
    }

    @Test
    void quickstartSignsInAndEndsWithBothServersAndKeepsItsPassword() throws Exception {
        var ports = freePorts();
        var first = quickstart(ports);

        var log = Files.readString(state.resolve("aot/log"));
        assertThat(log).describedAs("what the training said").isEmpty();
        java("-XX:AOTMode=on", "-XX:AOTCache=" + state.resolve("aot/lintel.aot"));

        var second = quickstart(ports);
        assertThat(second).isEqualTo(first);
    }

    @Test
    void checkSaysEveryMistake() throws Exception {
        Files.createDirectories(state);
        var file = Files.writeString(state.resolve("bad.yaml"), "issuer: nonsense\nunknown: 1\n");

        var process = launcher("check", file.toString()).start();

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).contains("issuer", "unknown", "storage");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void firstConfigurationOfTheReadmeIsRight() throws Exception {
        Files.createDirectories(state);
        var readme = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(CHECKOUT.resolve("README.md")));
        assertThat(readme.find()).isTrue();
        var file = Files.writeString(state.resolve("my.yaml"), readme.group(1));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        var builder = launcher("check", file.toString());
        builder.environment().put("SHOP_SECRET", "a-secret-nobody-knows");
        builder.environment().put("IDA_HASH", Configuration.hash("a password"));

        var process = builder.start();

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEqualTo("ok\n");
        assertThat(process.waitFor()).isZero();
    }

    /// Starts, signs in, stops; answers the password.
    private String quickstart(List<Integer> ports) throws IOException, InterruptedException {
        var process = launcher(
                        "quickstart",
                        "--port",
                        ports.get(0).toString(),
                        "--app-port",
                        ports.get(1).toString())
                .start();
        try {
            var password = password(process.inputReader(UTF_8));
            var secrets = new Configuration.Secrets("", password);
            new Visit(new Configuration(ports.get(0), 0, ports.get(1), secrets, false)).signIn("local");
            return password;
        } finally {
            process.destroy();
            assertThat(process.waitFor(60, SECONDS)).isTrue();
            for (var port : ports) {
                assertThatThrownBy(() -> new Socket(InetAddress.ofLiteral("127.0.0.1"), port).close())
                        .isInstanceOf(IOException.class);
            }
        }
    }

    private static String password(BufferedReader output) throws IOException {
        var said = new ArrayList<String>();
        var password = "";
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (line.strip().startsWith("Password")) {
                password = line.strip().substring("Password".length()).strip();
            }
            if (line.contains("Ctrl-C")) {
                return password;
            }
        }
        throw new AssertionError("the quick start has ended: " + said);
    }

    private ProcessBuilder launcher(String... arguments) {
        var command = new ArrayList<>(List.of(CHECKOUT.resolve("lintel").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LINTEL_STATE", state.toString());
        builder.environment().put("LINTEL_BUILD", "never");
        builder.environment().remove("LINTEL_JAVA_OPTS");
        return builder;
    }

    /// A java that ends with an error if it cannot use the cache.
    private static void java(String... options) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-XX:+UseCompactObjectHeaders"));
        command.addAll(List.of(options));
        command.addAll(
                List.of("-jar", CHECKOUT.resolve("server/target/lintel.jar").toString(), "version"));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).describedAs(said).isZero();
    }

    private static List<Integer> freePorts() throws IOException {
        try (var one = new ServerSocket(0);
                var other = new ServerSocket(0)) {
            return List.of(one.getLocalPort(), other.getLocalPort());
        }
    }
}
