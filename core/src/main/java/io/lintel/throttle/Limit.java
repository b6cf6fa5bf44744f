package io.lintel.throttle;

import java.time.Duration;

/// How many wrong attempts a counter lets pass.
///
/// In a day these are at most `burst`, some more while the waits double, and one for each `pace`.
///
/// @param burst how many without a wait
/// @param first the first wait; each further wrong attempt doubles it
/// @param pace the longest wait, and after how long each wrong attempt is forgotten
public record Limit(int burst, Duration first, Duration pace) {

    public Limit {
        if (burst < 1 || first.isNegative() || first.isZero() || pace.compareTo(first) < 0) {
            throw new IllegalArgumentException("a limit needs a burst and waits that do not shrink");
        }
    }

    /// How many doublings of the first wait reach the longest.
    public int doublings() {
        var doublings = 0;
        for (var wait = first; wait.compareTo(pace) < 0; wait = wait.multipliedBy(2)) {
            doublings++;
        }
        return doublings;
    }

    /// More than any clock that goes forward makes of a counter.
    public Duration most() {
        return pace.multipliedBy(burst + doublings() + 8L);
    }

    Duration waitBeyondBurst(long beyond) {
        return beyond >= doublings() ? pace : first.multipliedBy(1L << beyond);
    }
}
