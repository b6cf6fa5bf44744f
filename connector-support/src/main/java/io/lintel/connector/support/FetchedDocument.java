package io.lintel.connector.support;

import io.lintel.connector.ConnectorException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Something that an upstream publishes, as it was when last fetched.
///
/// It is fetched when it is first needed, and again when it has grown old or lacks what somebody looks for in it: by
/// one thread while the others wait, and again at most once in [#PAUSE], however many look. If it cannot be had, the
/// last one stays good.
///
/// @param <T> what is read of it
final class FetchedDocument<T> {

    /// The least time between two fetches, the first one aside.
    static final Duration PAUSE = Duration.ofMinutes(1);

    /// After which it is fetched anew.
    static final Duration AGE = Duration.ofMinutes(10);

    /// For how long a failure stands for those who come after it, as long as nothing was ever fetched.
    static final Duration FAILURE = Duration.ofSeconds(2);

    private record Known<T>(T document, long ticks) {}

    private record Failed(ConnectorException fault, long ticks) {}

    private final Function<Deadline, T> source;
    private final LongSupplier ticker;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Known<T> known;
    private @Nullable Failed failed;
    private @Nullable Long fetchedAgain;

    /// @param source throws ConnectorException if it cannot be had
    /// @param ticker nanoseconds from some origin, like [System#nanoTime()]
    FetchedDocument(Function<Deadline, T> source, LongSupplier ticker) {
        this.source = source;
        this.ticker = ticker;
    }

    /// @throws ConnectorException if there never was one
    T current(Deadline deadline) {
        return current(_ -> true, deadline);
    }

    /// One that holds what is looked for, or the last one if there is none such.
    ///
    /// @throws ConnectorException if there never was one
    T current(Predicate<T> holds, Deadline deadline) {
        var current = known;
        return current != null && isGood(current, holds)
                ? current.document()
                : deadline.holding(
                        fetching,
                        "a document of the upstream that another login fetches",
                        () -> fetched(holds, deadline));
    }

    private T fetched(Predicate<T> holds, Deadline deadline) {
        var current = known;
        // Somebody else may have been here while we waited.
        return current != null && (isGood(current, holds) || !mayFetchAgain())
                ? current.document()
                : fetch(current, deadline);
    }

    private boolean isGood(Known<T> current, Predicate<T> holds) {
        return !isPast(current.ticks(), AGE) && holds.test(current.document());
    }

    private boolean mayFetchAgain() {
        return fetchedAgain == null || isPast(fetchedAgain, PAUSE);
    }

    private boolean isPast(long ticks, Duration span) {
        return ticker.getAsLong() - ticks >= span.toNanos();
    }

    private T fetch(@Nullable Known<T> last, Deadline deadline) {
        if (last == null && failed != null && !isPast(failed.ticks(), FAILURE)) {
            throw failed.fault();
        }
        fetchedAgain = last == null ? null : Long.valueOf(ticker.getAsLong());
        try {
            var next = source.apply(deadline);
            known = new Known<>(next, ticker.getAsLong());
            return next;
        } catch (ConnectorException fault) {
            if (last != null) {
                return last.document();
            }
            failed = new Failed(fault, ticker.getAsLong());
            throw fault;
        }
    }
}
