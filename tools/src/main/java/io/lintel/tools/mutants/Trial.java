package io.lintel.tools.mutants;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// What became of a run of tests.
sealed interface Trial {

    /// Longer than the slowest test takes.
    int MINUTES = 10;

    /// No test failed.
    record Passed() implements Trial {}

    /// @param tests those that failed; empty if not one of them came so far
    record Failed(List<String> tests) implements Trial {

        public Failed {
            tests = List.copyOf(tests);
        }
    }

    /// Nobody knows: no test was run, or the tests did not end.
    record Unclear(String why) implements Trial {}

    /// Waits for the program that runs tests.
    ///
    /// @param log what it says
    static Trial of(Process process, Path log) throws IOException, InterruptedException {
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return new Unclear("the tests did not end");
        }
        return switch (process.exitValue()) {
            case 0 -> new Passed();
            case 1 -> new Failed(failed(Files.readString(log, UTF_8)));
            default -> new Unclear("no tests were run; see " + log);
        };
    }

    private static List<String> failed(String log) {
        return Pattern.compile("(?:className = '(?:[a-zA-Z0-9_]+\\.)*([\\w$]+)', methodName = '(\\w+)')")
                .matcher(log)
                .results()
                .map(found -> found.group(1) + "." + found.group(2))
                .distinct()
                .toList();
    }
}
