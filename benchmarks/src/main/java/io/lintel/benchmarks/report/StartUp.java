package io.lintel.benchmarks.report;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// From the start of the process to the first answer: the server with its ahead-of-time cache, an empty
/// application with its own and the same options of java, and both without a cache. They take turns, so that a
/// busy machine hurts all alike.
final class StartUp {

    private static final int TRAINING_REQUESTS = 50;
    private static final String CACHE = "-XX:AOTCache=";

    private final Path checkout;
    private final Path folder;
    private final int rounds;

    StartUp(Path checkout, Path folder, int rounds) {
        this.checkout = checkout;
        this.folder = folder;
        this.rounds = rounds;
    }

    /// One program to be started again and again.
    private record Contestant(String name, List<String> command, URI address, List<Double> wall, List<Double> cpu) {

        Contestant(String name, List<String> command, URI address) {
            this(name, command, address, new ArrayList<>(), new ArrayList<>());
        }
    }

    void measure() throws IOException, InterruptedException {
        var configuration = Configuration.sqlite();
        var server = launched(configuration);
        var empty = emptyApplication(server);
        var address = URI.create("http://127.0.0.1:" + empty.getLast() + "/hello");
        var contestants = List.of(
                new Contestant("server", server, configuration.discovery()),
                new Contestant("empty application", trained(empty, address), address),
                new Contestant("server, no cache", withoutCache(server), configuration.discovery()),
                new Contestant("empty application, no cache", empty, address));
        for (var round = 0; round < rounds; round++) {
            for (var contestant : contestants) {
                start(contestant);
            }
        }
        System.out.printf(
                Locale.ROOT, "%-28s %9s %9s %9s %9s%n", "start to first answer, ms", "wall", "least", "CPU", "least");
        contestants.forEach(each -> System.out.printf(
                Locale.ROOT,
                "%-28s %9.0f %9.0f %9.0f %9.0f%n",
                each.name(),
                median(each.wall()),
                least(each.wall()),
                median(each.cpu()),
                least(each.cpu())));
        ratio("with cache (aim: at most 1.25)", contestants.get(0), contestants.get(1));
        ratio("without cache", contestants.get(2), contestants.get(3));
    }

    /// The command that the launcher turns into, once it has made the cache and the server its database.
    private List<String> launched(Configuration configuration) throws IOException, InterruptedException {
        try (var server = ServerProcess.start(configuration.launch(checkout, folder), folder)) {
            server.awaitAnswer(configuration.discovery());
            var command = server.command();
            if (command.stream().noneMatch(word -> word.startsWith(CACHE))) {
                throw new IllegalStateException("the launcher made no cache");
            }
            return command;
        }
    }

    private List<String> emptyApplication(List<String> server) throws IOException {
        var command = new ArrayList<>(withoutCache(server.subList(0, server.indexOf("-jar"))));
        command.add("-jar");
        command.add(checkout.resolve("benchmarks/empty-application/target/empty-application.jar")
                .toString());
        command.add(String.valueOf(ServerProcess.freePort()));
        return command;
    }

    private static List<String> withoutCache(List<String> command) {
        return command.stream().filter(word -> !word.startsWith(CACHE)).toList();
    }

    private List<String> trained(List<String> command, URI address) throws IOException, InterruptedException {
        var cache = folder.resolve("empty.aot");
        try (var training = ServerProcess.start(with(command, "-XX:AOTCacheOutput=" + cache), folder)) {
            for (var i = 0; i < TRAINING_REQUESTS; i++) {
                training.awaitAnswer(address);
            }
            training.stop();
        }
        return with(command, CACHE + cache);
    }

    private static List<String> with(List<String> command, String option) {
        var complete = new ArrayList<>(command);
        complete.add(1, option);
        return complete;
    }

    private void start(Contestant contestant) throws IOException, InterruptedException {
        try (var process = ServerProcess.start(contestant.command(), folder)) {
            contestant.wall().add(process.awaitAnswer(contestant.address()));
            contestant.cpu().add(process.cpu());
        }
    }

    private static void ratio(String what, Contestant server, Contestant empty) {
        System.out.printf(
                Locale.ROOT,
                "server to empty application, %s: wall %.2f, CPU %.2f%n",
                what,
                median(server.wall()) / median(empty.wall()),
                median(server.cpu()) / median(empty.cpu()));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static double least(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }
}
