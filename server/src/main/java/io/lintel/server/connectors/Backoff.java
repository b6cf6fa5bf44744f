package io.lintel.server.connectors;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before something that failed is tried again: twice as long each time, up to a limit, and each
/// time a little less by chance, so that many that failed together do not come again together.
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final double JITTER = 0.5;

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /// @param failures how often it failed, at least once
    Duration after(int failures) {
        var doubled = FIRST.multipliedBy(1L << Math.min(failures - 1, 20));
        var longest = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return Duration.ofMillis((long) (longest.toMillis() * (1 - JITTER * random.nextDouble())));
    }
}
