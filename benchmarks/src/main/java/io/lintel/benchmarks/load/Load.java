package io.lintel.benchmarks.load;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Visitors who do one thing over and over again, each in a thread of its own.
public final class Load implements AutoCloseable {

    private static final List<String> HOSTS = List.of("127.0.0.1", "localhost", "[::1]");

    private final HttpClient http;
    private final ExecutorService executor;
    private final List<Runnable> operations;

    private Load(HttpClient http, ExecutorService executor, List<Runnable> operations) {
        this.http = http;
        this.executor = executor;
        this.operations = operations;
    }

    /// @throws IllegalArgumentException unless the server is on the loopback interface
    public static Load prepare(Target target, Scenario scenario, int threads) {
        requireLoopback(target);
        var http = client();
        return new Load(
                http,
                Executors.newFixedThreadPool(threads),
                IntStream.range(0, threads)
                        .mapToObj(i -> scenario.prepare(new Visitor(http, target)))
                        .toList());
    }

    /// One code flow.
    ///
    /// @return the answer of the token endpoint
    public static String once(Target target) {
        requireLoopback(target);
        try (var http = client()) {
            return new Visitor(http, target).codeFlow(Scenario.SCOPE);
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private static void requireLoopback(Target target) {
        if (!HOSTS.contains(target.issuer().getHost())) {
            throw new IllegalArgumentException("only a server on the loopback interface is loaded");
        }
    }

    /// Goes on for that long, as fast as it can. The first operation that fails ends it.
    public Measured run(Duration time) throws InterruptedException {
        return run(time, Duration.ZERO);
    }

    /// The same, and no visitor begins an operation sooner than so long after beginning the last one.
    Measured run(Duration time, Duration pace) throws InterruptedException {
        var start = System.nanoTime();
        var end = start + time.toNanos();
        var latencies = new long[0];
        for (var one : all(operation -> repeat(operation, end, pace.toNanos()))) {
            var count = latencies.length;
            latencies = Arrays.copyOf(latencies, count + one.length);
            System.arraycopy(one, 0, latencies, count, one.length);
        }
        return Measured.of(latencies, System.nanoTime() - start);
    }

    /// Has every visitor do it that often. The first operation that fails ends it.
    public void repeat(int times) throws InterruptedException {
        var _ = all(operation -> {
            for (var i = 0; i < times; i++) {
                operation.run();
            }
            return times;
        });
    }

    private <T> List<T> all(Function<Runnable, T> visit) throws InterruptedException {
        var runs = executor.invokeAll(operations.stream()
                .<Callable<T>>map(operation -> () -> visit.apply(operation))
                .toList());
        var results = new ArrayList<T>();
        for (var run : runs) {
            try {
                results.add(run.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("an operation failed: " + e.getCause(), e);
            }
        }
        return results;
    }

    private static long[] repeat(Runnable operation, long end, long pace) {
        var latencies = new long[1024];
        var count = 0;
        for (var before = System.nanoTime(); before < end; ) {
            operation.run();
            var after = System.nanoTime();
            if (count == latencies.length) {
                latencies = Arrays.copyOf(latencies, count * 2);
            }
            latencies[count++] = after - before;
            before = await(before + pace);
        }
        return Arrays.copyOf(latencies, count);
    }

    /// @return the time when it is over, which may have been before
    private static long await(long time) {
        var now = System.nanoTime();
        for (; time - now > 0; now = System.nanoTime()) {
            LockSupport.parkNanos(time - now);
        }
        return now;
    }

    @Override
    public void close() {
        executor.shutdownNow();
        http.close();
    }
}
