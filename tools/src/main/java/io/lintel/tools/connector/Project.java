package io.lintel.tools.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.tools.launch.RandomWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Maven project of a new connector.
record Project(Order order, Checkout checkout, Repository repository) {
    private static final String EXAMPLE_PACKAGE = "io.lintel.connector.example";
    private static final Pattern PLACEHOLDER = Pattern.compile("@([a-z.-]+)@");

    /// @throws RefusedException if there is something in the folder already
    void write() throws IOException {
        var folder = order.directory().toAbsolutePath().normalize();
        requireEmpty(folder);
        repository.publish();
        for (var part : List.of("main", "test")) {
            var sources = folder.resolve("src/" + part + "/java")
                    .resolve(order.packageName().replace('.', '/'));
            for (var source : checkout.example(part, order.kind().example())) {
                write(sources.resolve(renamed(source.getFileName().toString())), renamed(Files.readString(source)));
            }
            write(sources.resolve("package-info.java"), template("package-info.txt", Map.of()));
        }
        var values = values(folder);
        write(folder.resolve("pom.xml"), template("pom.xml", values));
        write(folder.resolve(".mvn/maven.config"), template("maven.config", values));
        write(folder.resolve(".gitignore"), template("gitignore", values));
        write(folder.resolve("README.md"), template(order.kind().word() + ".md", values));
        writePrivately(folder.resolve("lintel.yaml"), template(order.kind().word() + ".yaml", values));
        if (order.kind() == Order.Kind.PASSWORD) {
            writePrivately(folder.resolve(order.name() + ".txt"), template("people.txt", values));
        }
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new RefusedException(folder + " is a file; name another folder: --directory DIRECTORY");
        }
        try (var files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new RefusedException(folder + " is not empty; name another folder: --directory DIRECTORY");
            }
        }
    }

    private Map<String, String> values(Path folder) throws IOException {
        var words = new RandomWords();
        var values = new HashMap<>(checkout.versions());
        values.put("secret", words.next(8));
        values.put("password", words.next(3));
        values.put("folder", folder.toString());
        values.put(
                "repository", repository.folder().toAbsolutePath().normalize().toString());
        return values;
    }

    /// The text of the example as that of the new connector. In one pass: what is put in may hold the same words.
    private String renamed(String text) {
        var example = order.kind().example();
        var words = Map.of(
                EXAMPLE_PACKAGE,
                order.packageName(),
                example,
                order.prefix(),
                example.toLowerCase(Locale.ROOT),
                order.name());
        return Pattern.compile(String.join("|", words.keySet()).replace(".", "\\."))
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(words.getOrDefault(found.group(), "")));
    }

    private String template(String name, Map<String, String> values) throws IOException {
        var all = new HashMap<>(values);
        all.put("name", order.name());
        all.put("prefix", order.prefix());
        all.put("package", order.packageName());
        all.put("package.path", order.packageName().replace('.', '/'));
        return PLACEHOLDER
                .matcher(resource(name))
                .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), all)));
    }

    private static String value(String key, Map<String, String> values) {
        if (!values.containsKey(key)) {
            throw new IllegalStateException("nothing is known of @" + key + "@");
        }
        return values.getOrDefault(key, "");
    }

    private static String resource(String name) throws IOException {
        try (var text = Project.class.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalStateException("there is no template " + name);
            }
            return new String(text.readAllBytes(), UTF_8);
        }
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
