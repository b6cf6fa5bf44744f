package io.lintel.benchmarks.report;

import io.lintel.server.logging.Logging;
import io.lintel.server.settings.LoggerSettings;
import io.lintel.storage.jdbc.JdbcStorage;
import io.lintel.storage.jdbc.SqliteSettings;
import io.lintel.storage.jdbc.SqliteSettings.Synchronous;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Prints what was measured: `Report CHECKOUT [--seconds N] [--rounds N] [minting] [start] [paths]
/// [stores] [directory]`, all of them if none is named.
public final class Report {

    private Report() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Logging.configure(new LoggerSettings(LoggerSettings.Level.WARN, LoggerSettings.Format.TEXT, List.of()));
        var checkout = Path.of(arguments[0]);
        var words = new ArrayList<>(Arrays.asList(arguments).subList(1, arguments.length));
        var seconds = Duration.ofSeconds(number(words, "--seconds", 6));
        var rounds = number(words, "--rounds", 7);
        var folder = Files.createTempDirectory("lintel-report");
        try {
            var signing = OpenSsl.measure();
            System.out.printf(
                    Locale.ROOT,
                    "openssl, RSA-2048: %.0f signatures for each second of CPU time%n",
                    signing.perSecond());
            if (isAsked(words, "minting")) {
                Minting.measure(seconds).print(signing);
            }
            if (isAsked(words, "start")) {
                new StartUp(checkout, folder, rounds).measure();
            }
            if (isAsked(words, "paths")) {
                new Paths(checkout, folder, seconds, signing).measure();
            }
            if (isAsked(words, "stores")) {
                measureStores(folder, seconds);
            }
            if (isAsked(words, "directory")) {
                new Directory(checkout, folder, seconds).measure();
            }
        } finally {
            delete(folder);
        }
        // Whatever still runs has nothing to say any more.
        System.exit(0);
    }

    private static void measureStores(Path folder, Duration seconds) throws IOException, InterruptedException {
        Verbs.printHeading();
        var verbs = new Verbs(seconds);
        for (var synchronous : Synchronous.values()) {
            var file = folder.resolve("verbs-" + synchronous + ".db");
            try (var storage = JdbcStorage.open(new SqliteSettings(file, synchronous))) {
                verbs.measure("SQLite, " + synchronous.name().toLowerCase(Locale.ROOT), storage);
            }
        }
        try (var database = Postgres.start();
                var storage = JdbcStorage.open(database.settings())) {
            verbs.measure("PostgreSQL", storage);
        }
    }

    private static boolean isAsked(List<String> words, String section) {
        return words.isEmpty() || words.contains(section);
    }

    private static int number(List<String> words, String flag, int otherwise) {
        var at = words.indexOf(flag);
        if (at < 0) {
            return otherwise;
        }
        words.remove(at);
        return Integer.parseInt(words.remove(at));
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
