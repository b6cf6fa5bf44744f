package io.lintel.throttle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Counts attempts where all replicas see them. Holds a bounded number of counters and of names, whatever
/// is counted.
public interface Attempts {

    /// Decides whether an attempt may be made now and counts it, in one step: of any number of concurrent callers,
    /// on any number of replicas, no more are let through than the limits say. Whoever is told to wait is counted
    /// nowhere.
    ///
    /// @throws io.lintel.storage.StorageUnavailableException and the attempt must not be made
    Answer begin(Attempt attempt, Instant now);

    /// What [#begin] would answer. Counts nothing.
    Answer look(Attempt attempt, Instant now);

    /// The attempt turned out right: it counts nowhere, and is remembered if it has a mark.
    void succeed(Answer.Begun begun, Instant now);

    /// The attempt was not judged: it counts nowhere.
    void withdraw(Answer.Begun begun);

    /// The account that a name stands for, by the digest it was remembered with.
    Optional<Long> findAccount(Alias alias, Instant now);

    /// Remembers until then for which account a name stands, in place of what was remembered in that slot.
    ///
    /// @param account a digest
    void rememberAccount(Alias alias, long account, Instant until);

    /// Forgets at most `limit` counters, marks and names that say nothing any more.
    ///
    /// @return how many were forgotten
    int sweep(Instant now, int limit);

    /// Whether an attempt may be made.
    sealed interface Answer {

        /// Now.
        ///
        /// @param counted what counts it
        record Begun(Attempt attempt, List<Counter> counted) implements Answer {

            public Begun {
                counted = List.copyOf(counted);
            }
        }

        /// Not before then.
        record Wait(Instant until) implements Answer {}
    }
}
