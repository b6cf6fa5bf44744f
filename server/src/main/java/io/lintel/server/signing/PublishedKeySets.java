package io.lintel.server.signing;

import io.lintel.client.Provenance;
import io.lintel.signing.InvalidJwtException;
import io.lintel.signing.VerificationKey;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The key sets that clients publish, as they were when last fetched.
///
/// A set is fetched when it is first needed, when it has grown old, and when a JWT names a key that is not in it:
/// then by one thread while the others wait, and at most once in [#PAUSE], however many ask. If it cannot be had,
/// the last one stays good.
public final class PublishedKeySets {

    /// The least time between two fetches of one set.
    static final Duration PAUSE = Duration.ofMinutes(1);

    /// After which a set is fetched anew.
    static final Duration AGE = Duration.ofMinutes(10);

    private static final int MOST_SETS = 1000;
    private static final Logger LOG = LoggerFactory.getLogger(PublishedKeySets.class);

    /// Fetches what is published.
    public interface Source {

        /// @throws InvalidJwtException if it cannot be had
        String fetch(URI uri, Provenance namedBy);
    }

    /// Whoever may fetch from anywhere shares nothing with who may not.
    private record Key(URI uri, Provenance namedBy) {}

    private record Known(List<VerificationKey> keys, long ticks) {}

    private final Source source;
    private final LongSupplier ticker;
    private final Map<Key, Published> sets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Published> eldest) {
            return size() > MOST_SETS;
        }
    };

    /// @param ticker nanoseconds from some origin, like [System#nanoTime()]
    public PublishedKeySets(Source source, LongSupplier ticker) {
        this.source = source;
        this.ticker = ticker;
    }

    /// @param kid the key that is needed, if that is known
    /// @throws InvalidJwtException if there never was such a set
    List<VerificationKey> keys(URI uri, Provenance namedBy, @Nullable String kid) {
        Published set;
        synchronized (sets) {
            set = sets.computeIfAbsent(new Key(uri, namedBy), Published::new);
        }
        return set.keys(kid);
    }

    private final class Published {

        private final Key key;
        private final ReentrantLock fetching = new ReentrantLock();
        private volatile @Nullable Known known;
        private @Nullable Long attempted;

        Published(Key key) {
            this.key = key;
        }

        List<VerificationKey> keys(@Nullable String kid) {
            if (!isGood(known, kid)) {
                fetching.lock();
                try {
                    // Somebody else may have been here while we waited.
                    if (!isGood(known, kid) && mayFetch()) {
                        fetch();
                    }
                } finally {
                    fetching.unlock();
                }
            }
            var current = known;
            if (current == null) {
                throw InvalidJwtException.because("The client's key set cannot be had.");
            }
            return current.keys();
        }

        private boolean isGood(@Nullable Known current, @Nullable String kid) {
            return current != null
                    && ticker.getAsLong() - current.ticks() < AGE.toNanos()
                    && (kid == null || current.keys().stream().anyMatch(each -> each.mayBe(kid)));
        }

        private boolean mayFetch() {
            return attempted == null || ticker.getAsLong() - attempted >= PAUSE.toNanos();
        }

        private void fetch() {
            attempted = ticker.getAsLong();
            try {
                known = new Known(ClientKeySet.parse(source.fetch(key.uri(), key.namedBy())), attempted);
            } catch (InvalidJwtException failed) {
                LOG.atWarn()
                        .addKeyValue("uri", key.uri())
                        .addKeyValue("detail", failed.getMessage())
                        .log(known == null ? "key set cannot be had" : "key set cannot be had, the last one stays");
            }
        }
    }
}
