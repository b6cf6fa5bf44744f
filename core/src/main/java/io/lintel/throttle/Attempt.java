package io.lintel.throttle;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An attempt to show a secret, with the counters that stand in its way.
///
/// @param kind a word for logs and metrics
/// @param mark where a success is remembered; null if none is
public record Attempt(
        String kind, List<Counter> counters, @Nullable Mark mark) {

    public Attempt {
        counters = List.copyOf(counters);
    }

    /// A place for the memory of a success.
    ///
    /// @param memory for how long it is remembered
    public record Mark(long slot, long tag, Duration memory) {}

    /// The counters that count it.
    ///
    /// @param familiar whether there is a success in memory
    public List<Counter> counters(boolean familiar) {
        return counters.stream()
                .map(counter -> counter.whereFamiliar(familiar))
                .filter(Objects::nonNull)
                .toList();
    }
}
