package io.lintel.benchmarks.load;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// Measures a server: `HttpLoad [--issuer URL] [--client-id ID] [--client-secret SECRET] [--redirect-uri URI]
/// [--connector ID] [--username NAME] [--password WORD] [--threads 4] [--warmup 10] [--seconds 10]
/// [SCENARIO…]`.
///
/// Only servers on the loopback interface are loaded.
public final class HttpLoad {

    private static final List<String> HOSTS = List.of("127.0.0.1", "localhost", "[::1]");

    private final Target target;
    private final int threads;
    private final Duration warmup;
    private final Duration time;

    private HttpLoad(Target target, int threads, Duration warmup, Duration time) {
        this.target = target;
        this.threads = threads;
        this.warmup = warmup;
        this.time = time;
    }

    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        var flags = new HashMap<String, String>();
        var scenarios = new java.util.ArrayList<String>();
        for (var i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith("--") && i + 1 < arguments.length) {
                flags.put(arguments[i], arguments[++i]);
            } else {
                scenarios.add(arguments[i]);
            }
        }
        var load = new HttpLoad(
                Target.of(flags),
                number(flags, "--threads", 4),
                seconds(flags, "--warmup"),
                seconds(flags, "--seconds"));
        if (!HOSTS.contains(load.target.issuer().getHost())) {
            throw new IllegalArgumentException("only a server on the loopback interface is loaded");
        }
        System.out.printf(
                Locale.ROOT, "%-10s %10s %8s %8s %8s %7s%n", "scenario", "ops/s", "p50 ms", "p99 ms", "max", "n");
        for (var scenario : Scenario.values()) {
            if (scenarios.isEmpty() || scenarios.contains(scenario.word())) {
                load.measure(scenario);
            }
        }
    }

    private void measure(Scenario scenario) throws InterruptedException, ExecutionException {
        try (var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var executor = Executors.newFixedThreadPool(threads)) {
            var operations = IntStream.range(0, threads)
                    .mapToObj(i -> scenario.prepare(new Visitor(http, target)))
                    .toList();
            run(executor, operations, warmup);
            var start = System.nanoTime();
            var latencies = run(executor, operations, time);
            var seconds = (System.nanoTime() - start) / 1e9;
            Arrays.sort(latencies);
            System.out.printf(
                    Locale.ROOT,
                    "%-10s %10.1f %8.2f %8.2f %8.2f %7d%n",
                    scenario.word(),
                    latencies.length / seconds,
                    quantile(latencies, 0.5),
                    quantile(latencies, 0.99),
                    quantile(latencies, 1),
                    latencies.length);
        }
    }

    /// The time of each operation in nanoseconds. A failed operation ends the measurement.
    private static long[] run(java.util.concurrent.ExecutorService executor, List<Runnable> operations, Duration time)
            throws InterruptedException, ExecutionException {
        var end = System.nanoTime() + time.toNanos();
        var runs = executor.invokeAll(operations.stream()
                .<java.util.concurrent.Callable<long[]>>map(operation -> () -> repeat(operation, end))
                .toList());
        var all = new long[0];
        for (var run : runs) {
            var one = run.get();
            var start = all.length;
            all = Arrays.copyOf(all, start + one.length);
            System.arraycopy(one, 0, all, start, one.length);
        }
        return all;
    }

    private static long[] repeat(Runnable operation, long end) {
        var latencies = new long[1024];
        var count = 0;
        for (var before = System.nanoTime(); before < end; ) {
            operation.run();
            var after = System.nanoTime();
            if (count == latencies.length) {
                latencies = Arrays.copyOf(latencies, count * 2);
            }
            latencies[count++] = after - before;
            before = after;
        }
        return Arrays.copyOf(latencies, count);
    }

    private static double quantile(long[] sorted, double q) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1L, Math.round(q * sorted.length))] / 1e6;
    }

    private static int number(Map<String, String> flags, String name, int otherwise) {
        return Integer.parseInt(flags.getOrDefault(name, String.valueOf(otherwise)));
    }

    private static Duration seconds(Map<String, String> flags, String name) {
        return Duration.ofSeconds(number(flags, name, 10));
    }
}
