package io.lintel.server.registration;

import io.lintel.authorization.PublishedRequestObjects;
import io.lintel.client.Client;
import io.lintel.oauth2.ClientId;
import io.lintel.server.outbound.FetchFailedException;
import io.lintel.server.outbound.FetchRation;
import io.lintel.server.outbound.Fetching;
import io.lintel.server.outbound.Wanted;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Fetches request objects. Whoever comes along has the server fetch what a client has registered, so each client has
/// a ration, and what may be kept is.
public final class PublishedObjects implements PublishedRequestObjects {

    /// RFC 9101, section 10.2.
    private static final Wanted WANTED = new Wanted("application/oauth-authz-req+jwt, */*;q=0.5", 32 * 1024);

    private static final int MOST_CLIENTS = 1000;
    private static final int MOST_KEPT = 200;

    private record Key(ClientId client, URI uri) {}

    private record Kept(String text, long until) {}

    private final Fetching fetching;
    private final LongSupplier ticker;
    private final Map<ClientId, FetchRation> rations = new Bounded<>(MOST_CLIENTS);
    private final Map<Key, Kept> kept = new Bounded<>(MOST_KEPT);

    /// @param ticker nanoseconds from some origin, like [System#nanoTime()]
    public PublishedObjects(Fetching fetching, LongSupplier ticker) {
        this.fetching = fetching;
        this.ticker = ticker;
    }

    @Override
    public String read(Client client, URI uri) {
        var key = new Key(client.id(), uri);
        FetchRation ration;
        synchronized (this) {
            var known = kept.get(key);
            if (known != null && ticker.getAsLong() - known.until() < 0) {
                return known.text();
            }
            ration = rations.computeIfAbsent(client.id(), _ -> new FetchRation(ticker));
        }
        if (!ration.take()) {
            throw new IllegalArgumentException("too many were fetched for the client within a minute");
        }
        return fetch(client, key);
    }

    private String fetch(Client client, Key key) {
        try {
            var fetched = fetching.fetch(key.uri(), client.registration().provenance(), WANTED);
            var text = fetched.text().strip();
            if (fetched.freshFor().isPositive()) {
                synchronized (this) {
                    kept.put(
                            key,
                            new Kept(
                                    text,
                                    ticker.getAsLong() + fetched.freshFor().toNanos()));
                }
            }
            return text;
        } catch (FetchFailedException failed) {
            throw new IllegalArgumentException(failed.getMessage(), failed);
        }
    }

    /// What was not asked for the longest goes first.
    private static final class Bounded<K, V> extends LinkedHashMap<K, V> {

        private static final long serialVersionUID = 1L;

        private final int most;

        Bounded(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }
}
