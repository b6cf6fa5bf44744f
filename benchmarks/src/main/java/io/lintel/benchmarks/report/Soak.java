package io.lintel.benchmarks.report;

import io.lintel.benchmarks.load.Load;
import io.lintel.benchmarks.load.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/// Uses a server for long and looks whether it grows: `Soak CHECKOUT [--minutes N]`.
///
/// What it holds on to after the first thousand logins is what it needs. Every further thousand must leave it no
/// larger, and nothing may fail meanwhile.
public final class Soak {

    private static final int ROUND = 1_000;
    private static final int THREADS = 8;
    private static final String HEAP = "-Xmx256m";

    private final Path checkout;
    private final Path folder;

    Soak(Path checkout, Path folder) {
        this.checkout = checkout;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var minutes = 60;
        if (arguments.length == 3 && arguments[1].equals("--minutes")) {
            minutes = Integer.parseInt(arguments[2]);
        } else if (arguments.length != 1) {
            System.err.println("soak [--minutes N]");
            System.exit(2);
        }
        var end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        var folder = Files.createTempDirectory("lintel-soak");
        List<String> grown;
        try {
            grown = new Soak(Path.of(arguments[0]), folder).run(_ -> System.nanoTime() < end);
        } finally {
            Report.delete(folder);
        }
        System.out.println(grown.isEmpty() ? "nothing has grown" : String.join("\n", grown));
        System.exit(grown.isEmpty() ? 0 : 1);
    }

    /// @param goesOn after how many thousands
    /// @return what has grown since the first thousand, in words
    List<String> run(IntPredicate goesOn) throws IOException, InterruptedException {
        var configuration = Configuration.sqlite();
        try (var server = ServerProcess.start(configuration.run(checkout, folder, HEAP), folder)) {
            server.awaitAnswer(configuration.discovery());
            var first = round(configuration, server, 1);
            var last = first;
            for (var round = 2; goesOn.test(round - 1); round++) {
                last = round(configuration, server, round);
            }
            server.stop();
            return last.growthSince(first);
        }
    }

    private static Footprint round(Configuration configuration, ServerProcess server, int round)
            throws IOException, InterruptedException {
        try (var load = Load.prepare(configuration.target(), Scenario.SOAK, THREADS)) {
            load.repeat(ROUND / THREADS);
        }
        var footprint = Footprint.of(server);
        System.out.printf(
                Locale.ROOT,
                "%7d logins: heap %6d KiB, %3d threads, %3d open files%n",
                round * ROUND,
                footprint.heap(),
                footprint.threads(),
                footprint.descriptors());
        return footprint;
    }
}
