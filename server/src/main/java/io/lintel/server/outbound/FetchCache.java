package io.lintel.server.outbound;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What was made of documents that anybody may have the server fetch.
///
/// So fetching is rationed: by one thread for one document while the others wait, not for a minute after a failure, and
/// so many in a minute altogether. What was not asked for the longest is forgotten first.
///
/// @param <K> what documents are told apart by
/// @param <V> what is made of one
public final class FetchCache<K, V> {

    /// The least and the most time until a document is read anew.
    public static final Duration LEAST_AGE = Duration.ofMinutes(5);

    public static final Duration MOST_AGE = Duration.ofDays(1);

    /// How long what is kept stays good when the document cannot be read anew.
    public static final Duration GRACE = Duration.ofHours(1);

    /// The least time between a failure and the next fetch.
    public static final Duration PAUSE = Duration.ofMinutes(1);

    private final LongSupplier ticker;
    private final BiConsumer<K, String> failures;
    private final FetchRation ration;
    private final Map<K, FetchedValue<V>> values;

    /// @param ticker nanoseconds from some origin, like [System#nanoTime()]
    /// @param failures is told why a document was of no use
    public FetchCache(int mostKept, LongSupplier ticker, BiConsumer<K, String> failures) {
        this.ticker = ticker;
        this.failures = failures;
        this.ration = new FetchRation(ticker);
        this.values = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, FetchedValue<V>> eldest) {
                return size() > mostKept;
            }
        };
    }

    /// @param fetch throws [FetchFailedException] if the document cannot be had or used
    /// @return what there is, be it because nothing newer can be had
    public Optional<V> find(K key, Supplier<Fresh<V>> fetch) {
        FetchedValue<V> value;
        synchronized (values) {
            value = values.computeIfAbsent(key, _ -> new FetchedValue<>(ticker));
        }
        return value.find(() -> attempt(key, fetch));
    }

    private Optional<Fresh<V>> attempt(K key, Supplier<Fresh<V>> fetch) {
        try {
            if (!ration.take()) {
                throw FetchFailedException.because("too many documents were fetched within a minute");
            }
            return Optional.of(fetch.get());
        } catch (FetchFailedException failed) {
            failures.accept(key, String.valueOf(failed.getMessage()));
            return Optional.empty();
        }
    }
}
