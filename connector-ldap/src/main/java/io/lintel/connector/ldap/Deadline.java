package io.lintel.connector.ldap;

import io.lintel.connector.ConnectorException;
import java.time.Duration;

/// When one login must be over. Runs on the monotonic clock.
final class Deadline {
    private final Duration whole;
    private final long start = System.nanoTime();

    private Deadline(Duration whole) {
        this.whole = whole;
    }

    static Deadline in(Duration whole) {
        return new Deadline(whole);
    }

    /// The time the next step may take: at most `step`, and never longer than the login has left.
    ///
    /// @throws ConnectorException unavailable if nothing is left
    Duration left(Duration step) {
        var left = whole.minusNanos(System.nanoTime() - start);
        if (!left.isPositive()) {
            throw ConnectorException.unavailable(
                    "the directory was too slow: the login took longer than loginTimeout, " + inSeconds(whole), null);
        }
        return left.compareTo(step) < 0 ? left : step;
    }

    /// All the time the login has left.
    ///
    /// @throws ConnectorException unavailable if nothing is left
    Duration left() {
        return left(whole);
    }

    static String inSeconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
