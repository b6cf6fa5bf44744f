package io.lintel.benchmarks.report;

import io.lintel.benchmarks.load.Load;
import io.lintel.benchmarks.load.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/// The paths of the protocol over HTTP, on SQLite and on PostgreSQL, and how much memory the server occupies
/// before, meanwhile and afterwards.
final class Paths {

    private static final int THREADS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    /// Until most of the server's code is compiled: compiling takes CPU time of its own.
    private static final Duration FIRST_WARM_UP = Duration.ofSeconds(20);

    /// Longer than what the JVM waits before it gives memory back.
    private static final Duration REST = Duration.ofSeconds(20);

    private final Path checkout;
    private final Path folder;
    private final Duration time;
    private final OpenSsl signing;

    Paths(Path checkout, Path folder, Duration time, OpenSsl signing) {
        this.checkout = checkout;
        this.folder = folder;
        this.time = time;
        this.signing = signing;
    }

    void measure() throws IOException, InterruptedException {
        measure(Configuration.sqlite());
        try (var database = Postgres.start()) {
            measure(Configuration.postgres(database.port()));
        }
    }

    private void measure(Configuration configuration) throws IOException, InterruptedException {
        // Twice: the first start makes the tables and the first key.
        try (var first = ServerProcess.start(configuration.launch(checkout, folder), folder)) {
            first.awaitAnswer(configuration.discovery());
            first.stop();
        }
        try (var server = ServerProcess.start(configuration.launch(checkout, folder), folder)) {
            server.awaitAnswer(configuration.discovery());
            Thread.sleep(REST);
            var idle = server.residentMemory();
            System.out.printf(
                    Locale.ROOT,
                    "%-10s %-10s %9s %8s %8s %14s %14s%n",
                    configuration.name(),
                    "path",
                    "per s",
                    "p50 ms",
                    "p99 ms",
                    "CPU ms each",
                    "in signatures");
            try (var memory = Watch.of(server)) {
                warmUp(configuration);
                for (var scenario : Scenario.values()) {
                    if (scenario.isUsual()) {
                        measure(configuration, scenario, server);
                    }
                }
                var most = memory.most();
                Thread.sleep(REST);
                System.out.printf(
                        Locale.ROOT,
                        "%-10s memory, MiB: idle %.0f (aim: 160), under load at most %.0f (aim: 300), idle again %.0f%n",
                        configuration.name(),
                        idle,
                        most,
                        server.residentMemory());
            }
        }
    }

    private static void warmUp(Configuration configuration) throws InterruptedException {
        try (var load = Load.prepare(configuration.target(), Scenario.CODE_FLOW, THREADS)) {
            load.run(FIRST_WARM_UP);
        }
    }

    private void measure(Configuration configuration, Scenario scenario, ServerProcess server)
            throws InterruptedException {
        try (var load = Load.prepare(configuration.target(), scenario, THREADS)) {
            load.run(WARM_UP);
            var before = server.cpu();
            var measured = load.run(time);
            var each = (server.cpu() - before) / measured.operations();
            System.out.printf(
                    Locale.ROOT,
                    "%-10s %-10s %9.0f %8.1f %8.1f %14.3f %14.2f%n",
                    "",
                    scenario.word(),
                    measured.perSecond(),
                    measured.milliseconds(0.5),
                    measured.milliseconds(0.99),
                    each,
                    each / signing.milliseconds());
        }
    }
}
