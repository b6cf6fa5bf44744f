package io.lintel.server.registration;

import io.lintel.client.Client;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is remembered of one document: the client it describes, for as long as it may be kept.
final class DocumentedClient {

    /// The least and the most time until a document is read anew.
    static final Duration LEAST_AGE = Duration.ofMinutes(5);

    static final Duration MOST_AGE = Duration.ofDays(1);

    /// How long a client stays known whose document cannot be read anew.
    static final Duration GRACE = Duration.ofHours(1);

    /// The least time between a failure and the next fetch.
    static final Duration PAUSE = Duration.ofMinutes(1);

    /// A client that was just read.
    record Known(Client client, Duration freshFor) {}

    private record Kept(Client client, long readAt, long freshNanos) {}

    private final LongSupplier ticker;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Kept kept;
    private volatile @Nullable Long failedAt;

    DocumentedClient(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /// @param fetch answers null if the document cannot be used
    Optional<Client> find(Supplier<@Nullable Known> fetch) {
        if (mustFetch()) {
            fetching.lock();
            try {
                // Somebody else may have been here while we waited.
                if (mustFetch()) {
                    remember(fetch.get());
                }
            } finally {
                fetching.unlock();
            }
        }
        var current = kept;
        return current == null || age(current) >= current.freshNanos() + GRACE.toNanos()
                ? Optional.empty()
                : Optional.of(current.client());
    }

    private boolean mustFetch() {
        var current = kept;
        var failure = failedAt;
        return (current == null || age(current) >= current.freshNanos())
                && (failure == null || ticker.getAsLong() - failure >= PAUSE.toNanos());
    }

    private void remember(@Nullable Known known) {
        var now = ticker.getAsLong();
        if (known == null) {
            failedAt = now;
            return;
        }
        var fresh = known.freshFor().compareTo(LEAST_AGE) < 0 ? LEAST_AGE : known.freshFor();
        kept = new Kept(known.client(), now, (fresh.compareTo(MOST_AGE) > 0 ? MOST_AGE : fresh).toNanos());
        failedAt = null;
    }

    private long age(Kept current) {
        return ticker.getAsLong() - current.readAt();
    }
}
