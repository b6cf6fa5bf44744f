package io.lintel.tools.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A copy of the scripts in a folder of its own (with a space in its name), and a machine that has little more.
final class Checkout {

    private static final List<String> PROGRAMS = List.of(
            "basename",
            "cat",
            "dirname",
            "env",
            "find",
            "grep",
            "head",
            "id",
            "ls",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sh",
            "tee");

    /// Writes its arguments to a file, and does what a java would that trains.
    private static final String JAVA = """
            #!/bin/sh
            echo "$@" >>"$CALLS/java"
            case "$*" in *launch.Training*) [ -z "$TRAINING_FAILS" ] || exit 1; while [ "$1" != -cp ]; do shift; done; : >"$4" ;; esac
            """;

    private static final String MAVEN = """
            #!/bin/sh
            echo "$JAVA_HOME $*" >>"$CALLS/mvn"
            if [ -f "$CALLS/mvn-fails" ]; then cat "$CALLS/mvn-fails"; rm "$CALLS/mvn-fails"; exit 7; fi
            mkdir -p "$CHECKOUT/server/target/lib" "$CHECKOUT/tools/target"
            : >"$CHECKOUT/server/target/lintel.jar"
            : >"$CHECKOUT/tools/target/tools.jar"
            """;

    record Ended(int status, String out, String err) {}

    final Path home;
    final Path machine;
    final Map<String, String> environment = new HashMap<>();

    private final Path calls;

    Checkout(Path folder) throws IOException {
        machine = Files.createDirectories(folder.resolve("machine"));
        home = Files.createDirectories(folder.resolve("check out"));
        calls = Files.createDirectories(folder.resolve("calls"));
        var source = Path.of("..").toRealPath();
        for (var script : List.of("lintel", "verify", "tools/jdk.sh")) {
            Files.createDirectories(home.resolve(script).getParent());
            Files.copy(source.resolve(script), home.resolve(script));
        }
        write("pom.xml", "");
        write("server/pom.xml", "");
        write("server/src/main/java/A.java", "");
        var bin = Files.createDirectories(machine.resolve("bin"));
        for (var program : PROGRAMS) {
            executable(bin.resolve(program), "#!/bin/sh\nexec " + real(program) + " \"$@\"\n");
        }
        executable(bin.resolve("mvn"), MAVEN);
        environment.putAll(Map.of(
                "PATH", bin.toString(),
                "CALLS", calls.toString(),
                "CHECKOUT", home.toString(),
                "HOME", machine.toString(),
                "LINTEL_JDK_FOLDERS", machine + "/jdks/*"));
    }

    /// Puts a JDK on the machine.
    Path jdk(String name, String version) throws IOException {
        var jdk = Files.createDirectories(machine.resolve("jdks").resolve(name));
        Files.createDirectories(jdk.resolve("bin"));
        executable(jdk.resolve("bin/java"), JAVA);
        executable(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\nOS=\"y\"");
        return jdk;
    }

    /// Puts a program on the path that only writes down its arguments.
    void program(String name, String... lines) throws IOException {
        var script = "#!/bin/sh\necho \"$@\" >>\"$CALLS/" + name + "\"\n" + String.join("\n", lines) + "\n";
        executable(machine.resolve("bin").resolve(name), script);
    }

    void forget(String program) throws IOException {
        Files.delete(machine.resolve("bin").resolve(program));
    }

    void mavenFailsOnce(String words) throws IOException {
        Files.writeString(calls.resolve("mvn-fails"), words);
    }

    /// How a program has been called, a line for each call.
    List<String> calls(String program) throws IOException {
        var file = calls.resolve(program);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    void write(String path, String text) throws IOException {
        Files.createDirectories(home.resolve(path).getParent());
        Files.writeString(home.resolve(path), text);
    }

    /// Makes a file older (or, with a negative number, newer) than all that has happened.
    void age(String path, int hours) throws IOException {
        var time = Instant.now().minusSeconds(hours * 3600L);
        Files.setLastModifiedTime(home.resolve(path), FileTime.from(time));
    }

    Ended run(String script, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(script));
        command.addAll(List.of(arguments));
        return run(machine, command);
    }

    Ended run(Path folder, List<String> command) throws IOException, InterruptedException {
        var out = calls.resolve("out");
        var err = calls.resolve("err");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(command + " does not end");
        }
        return new Ended(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path real(String name) {
        return List.of("/bin/", "/usr/bin/").stream()
                .map(folder -> Path.of(folder + name))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }
}
