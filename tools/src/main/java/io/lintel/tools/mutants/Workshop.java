package io.lintel.tools.mutants;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Where mutants are compiled and tried: the folder `target/mutants` of the project.
final class Workshop {

    /// Maven leaves in each module the class path of its tests in this file.
    private static final String CLASS_PATH = "target/mutants.classpath";

    /// The module among whose jars is the program that runs tests.
    private static final String TOOLS = "tools";

    private static final String RUNNER = "org.junit.platform.console.ConsoleLauncher";

    private final Path root;
    private final Path classes;
    private final Path logs;

    Workshop(Path root) throws IOException {
        this.root = root;
        this.classes = root.resolve("target/mutants/classes");
        this.logs = Files.createDirectories(root.resolve("target/mutants/logs"));
    }

    /// Compiles sources, and nothing else, in place of what was compiled before.
    ///
    /// @param module whose class path they need
    /// @param sources from their file
    /// @throws IllegalArgumentException if they do not compile
    void compile(String module, Map<String, String> sources) throws IOException {
        empty();
        var complaints = new StringWriter();
        var options = List.of(
                "-d", classes.toString(), "-cp", classPath(module), "-proc:none", "-parameters", "-nowarn", "-g");
        var units = sources.entrySet().stream()
                .map(source -> new Source(source.getKey(), source.getValue()))
                .toList();
        var compiler = ToolProvider.getSystemJavaCompiler();
        if (!compiler.getTask(complaints, null, null, options, null, units).call()) {
            throw new IllegalArgumentException("it does not compile:\n" + complaints);
        }
    }

    /// What is compiled from a text.
    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String file, String text) {
            super(URI.create("string:///" + file), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /// Runs tests of a module with what was compiled last.
    Trial run(String name, String module, List<String> tests) throws IOException, InterruptedException {
        var log = logs.resolve(name + ".log");
        var command = Stream.of(
                        Stream.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                String.join(File.pathSeparator, classes.toString(), classPath(module), runner()),
                                RUNNER,
                                "execute",
                                "--disable-banner",
                                "--disable-ansi-colors",
                                "--details=none",
                                "--fail-if-no-tests"),
                        tests.stream().map(test -> "--select-class=" + qualified(module, test)))
                .flatMap(words -> words)
                .toList();
        var process = new ProcessBuilder(command)
                .directory(root.resolve(module).toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return Trial.of(process, log);
    }

    private String classPath(String module) throws IOException {
        var own = root.resolve(module).resolve("target");
        return Stream.of(
                        own.resolve("test-classes").toString(),
                        own.resolve("classes").toString(),
                        Files.readString(root.resolve(module).resolve(CLASS_PATH), UTF_8)
                                .strip())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String runner() throws IOException {
        return Stream.of(Files.readString(root.resolve(TOOLS).resolve(CLASS_PATH), UTF_8)
                        .strip()
                        .split(File.pathSeparator))
                .filter(jar -> jar.contains("junit-platform-") || jar.contains("open-test-reporting"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// The whole name of the class of tests in a module.
    ///
    /// @throws IllegalArgumentException if there is none, or more than one
    private String qualified(String module, String test) {
        var sources = root.resolve(module).resolve("src/test/java");
        try (var files = Files.walk(sources)) {
            var found = files.filter(file -> file.endsWith(test + ".java")).toList();
            if (found.size() != 1) {
                throw new IllegalArgumentException("module " + module + " has " + found.size() + " tests " + test);
            }
            var path = sources.relativize(found.getFirst()).toString();
            return path.substring(0, path.length() - ".java".length()).replace(File.separatorChar, '.');
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void empty() throws IOException {
        if (Files.isDirectory(classes)) {
            try (var old = Files.walk(classes)) {
                for (var file : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(classes);
    }
}
