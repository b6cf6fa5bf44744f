package io.lintel.benchmarks.load;

import java.util.Arrays;

/// How long each of many operations took.
public final class Measured {

    private final long[] latencies;
    private final long nanoseconds;

    private Measured(long[] latencies, long nanoseconds) {
        this.latencies = latencies;
        this.nanoseconds = nanoseconds;
    }

    /// @param latencies of each operation, in nanoseconds
    /// @param nanoseconds how long all of them took together
    static Measured of(long[] latencies, long nanoseconds) {
        var sorted = latencies.clone();
        Arrays.sort(sorted);
        return new Measured(sorted, nanoseconds);
    }

    public int operations() {
        return latencies.length;
    }

    public double perSecond() {
        return latencies.length / (nanoseconds / 1e9);
    }

    /// The time within which that part of the operations, from 0 to 1, was done.
    public double milliseconds(double part) {
        return latencies.length == 0
                ? 0
                : latencies[(int) Math.min(latencies.length - 1L, Math.round(part * latencies.length))] / 1e6;
    }
}
