package io.lintel.server.logo;

import io.lintel.client.Client;
import io.lintel.client.Provenance;
import io.lintel.server.outbound.FetchCache;
import io.lintel.server.outbound.FetchFailedException;
import io.lintel.server.outbound.Fetched;
import io.lintel.server.outbound.Fetching;
import io.lintel.server.outbound.Fresh;
import io.lintel.server.outbound.Wanted;
import java.net.URI;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches the logos of clients, and keeps them for a while.
public final class ClientLogos {

    static final int MOST_BYTES = 128 * 1024;
    static final int MOST_KEPT = 100;

    private static final Wanted WANTED = new Wanted("image/*", MOST_BYTES);
    private static final String SVG = "image/svg+xml";
    private static final Logger LOG = LoggerFactory.getLogger(ClientLogos.class);

    /// Whoever may fetch from anywhere shares nothing with who may not.
    private record Key(URI uri, Provenance namedBy) {}

    private final Fetching fetching;
    private final boolean ofStrangers;
    private final FetchCache<Key, Logo> known;

    /// @param ofStrangers whether the logos of clients are shown that the operator did not write down
    /// @param ticker nanoseconds from some origin, like [System#nanoTime()]
    public ClientLogos(Fetching fetching, boolean ofStrangers, LongSupplier ticker) {
        this.fetching = fetching;
        this.ofStrangers = ofStrangers;
        this.known = new FetchCache<>(MOST_KEPT, ticker, ClientLogos::failed);
    }

    /// Whether pages show the client's logo, wherever it is.
    public boolean mayShow(Client client) {
        return client.logo() != null
                && (ofStrangers || client.registration().provenance().isTrusted());
    }

    /// The client's logo, if it may be shown and can be had.
    public Optional<Logo> find(Client client) {
        var logo = client.logo();
        if (logo == null || logo.getHost() == null || !mayShow(client)) {
            return Optional.empty();
        }
        var key = new Key(logo, client.registration().provenance());
        return known.find(key, () -> fetch(key));
    }

    private Fresh<Logo> fetch(Key key) {
        var fetched = fetching.fetch(key.uri(), key.namedBy(), WANTED);
        return new Fresh<>(new Logo(mediaType(fetched, key.namedBy()), fetched.bytes()), fetched.freshFor());
    }

    /// SVG is a document, and a stranger's documents are not shown.
    private static String mediaType(Fetched fetched, Provenance namedBy) {
        if (fetched.mediaType().equals(SVG) && namedBy.isTrusted()) {
            return SVG;
        }
        return LogoFormat.of(fetched.bytes())
                .map(LogoFormat::mediaType)
                .orElseThrow(() -> FetchFailedException.because(
                        "it is no PNG, JPEG, GIF, WebP or icon" + (namedBy.isTrusted() ? ", nor SVG" : "")));
    }

    private static void failed(Key key, String why) {
        LOG.atWarn().addKeyValue("uri", key.uri()).addKeyValue("detail", why).log("logo of a client cannot be shown");
    }
}
