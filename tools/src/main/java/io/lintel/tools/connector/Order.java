package io.lintel.tools.connector;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What somebody wants a connector to be called, and where.
///
/// @param name the `type` in a configuration, and the name of the project
record Order(String name, Kind kind, String packageName, Path directory) {
    static final String USAGE =
            "usage: ./lintel new-connector NAME [--kind password|callback] [--package PACKAGE] [--directory DIRECTORY]";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+");
    private static final Set<String> FLAGS = Set.of("--kind", "--package", "--directory");
    private static final int LONGEST_NAME = 40;

    /// How the browser takes part, and the example that shows it.
    enum Kind {
        PASSWORD("Staff"),
        CALLBACK("Portal");

        private final String example;

        Kind(String example) {
            this.example = example;
        }

        /// What the names of the example's classes begin with.
        String example() {
            return example;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind named(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("--kind is password or callback, not " + word));
        }
    }

    /// @throws IllegalArgumentException if the words are no order; the message says why
    static Order parse(List<String> words) {
        var names = new ArrayList<String>();
        var flags = new HashMap<String, String>();
        for (var i = 0; i < words.size(); i++) {
            if (!words.get(i).startsWith("--")) {
                names.add(words.get(i));
            } else if (!FLAGS.contains(words.get(i)) || i + 1 == words.size()) {
                throw new IllegalArgumentException("there is no " + words.get(i) + ", or it needs a value.");
            } else {
                flags.put(words.get(i), words.get(i + 1));
                i++;
            }
        }
        if (names.size() != 1) {
            throw new IllegalArgumentException("a new connector has one name.");
        }
        var name = names.getFirst();
        if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a connector's name is made of a-z, 0-9 and single hyphens: " + name);
        }
        var packageName = flags.getOrDefault("--package", "org.example." + name.replace("-", ""));
        if (!PACKAGE.matcher(packageName).matches() || packageName.startsWith("io.lintel.")) {
            throw new IllegalArgumentException("not a package of your own, such as org.example.acme: " + packageName);
        }
        return new Order(
                name,
                Kind.named(flags.getOrDefault("--kind", Kind.PASSWORD.word())),
                packageName,
                Path.of(flags.getOrDefault("--directory", name)));
    }

    /// What the names of the connector's classes begin with.
    String prefix() {
        return Arrays.stream(name.split("-", -1))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(joining());
    }

    String nextSteps() {
        return """
                The connector is in %1$s; its README.md says how it goes on:

                  mvn -f %1$s package        builds and tests it
                  ./lintel certify %1$s      says which contracts it keeps
                """.formatted(directory);
    }
}
