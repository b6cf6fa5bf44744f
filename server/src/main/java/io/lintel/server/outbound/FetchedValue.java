package io.lintel.server.outbound;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What was made of one document, for as long as it may be kept.
final class FetchedValue<V> {

    private record Kept<V>(V value, long readAt, long freshNanos) {}

    private final LongSupplier ticker;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Kept<V> kept;
    private volatile @Nullable Long failedAt;

    FetchedValue(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /// @param fetch is empty if the document cannot be had or used
    Optional<V> find(Supplier<Optional<Fresh<V>>> fetch) {
        if (mustFetch()) {
            fetching.lock();
            try {
                // Somebody else may have been here while we waited.
                if (mustFetch()) {
                    fetch.get().ifPresentOrElse(this::keep, this::fail);
                }
            } finally {
                fetching.unlock();
            }
        }
        var current = kept;
        return current == null || age(current) >= current.freshNanos() + FetchCache.GRACE.toNanos()
                ? Optional.empty()
                : Optional.of(current.value());
    }

    private boolean mustFetch() {
        var current = kept;
        var failure = failedAt;
        return (current == null || age(current) >= current.freshNanos())
                && (failure == null || ticker.getAsLong() - failure >= FetchCache.PAUSE.toNanos());
    }

    private void keep(Fresh<V> read) {
        kept = new Kept<>(
                read.value(), ticker.getAsLong(), bounded(read.freshFor()).toNanos());
        failedAt = null;
    }

    private void fail() {
        failedAt = ticker.getAsLong();
    }

    private static Duration bounded(Duration told) {
        if (told.compareTo(FetchCache.LEAST_AGE) < 0) {
            return FetchCache.LEAST_AGE;
        }
        return told.compareTo(FetchCache.MOST_AGE) > 0 ? FetchCache.MOST_AGE : told;
    }

    private long age(Kept<V> current) {
        return ticker.getAsLong() - current.readAt();
    }
}
