package io.lintel.throttle;

import io.lintel.connector.ConnectorId;
import io.lintel.secret.Secret;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An attempt to show a secret, with the counters that stand in its way.
///
/// @param kind a word for logs and metrics
/// @param mark where a success is remembered; null if none is
/// @param guess what was typed, where it may be one of several names of an account; null if it is none
public record Attempt(
        String kind,
        List<Counter> counters,
        @Nullable Mark mark,
        @Nullable Guess guess) {

    public Attempt {
        counters = List.copyOf(counters);
    }

    /// One at something that has one name.
    public Attempt(String kind, List<Counter> counters, @Nullable Mark mark) {
        this(kind, counters, mark, null);
    }

    /// A guess at the password of an account.
    ///
    /// @param name in its canonical form
    /// @param account the digest of the account that the name is known to stand for; null if that is not known
    public record Guess(
            ConnectorId connector,
            Secret name,
            InetAddress from,
            @Nullable Long account) {

        Guess at(long found) {
            return new Guess(connector, name, from, found);
        }
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
