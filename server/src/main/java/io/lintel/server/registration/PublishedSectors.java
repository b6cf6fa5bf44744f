package io.lintel.server.registration;

import io.lintel.client.Provenance;
import io.lintel.registration.MetadataText;
import io.lintel.registration.SectorIdentifiers;
import io.lintel.server.outbound.FetchFailedException;
import io.lintel.server.outbound.Fetching;
import io.lintel.server.outbound.Wanted;
import java.net.URI;
import java.util.List;

/// Fetches the lists of redirect URIs that make one sector.
public final class PublishedSectors implements SectorIdentifiers {

    private static final int MOST_BYTES = 32 * 1024;

    private final Fetching fetching;
    private final MetadataText text;

    public PublishedSectors(Fetching fetching, MetadataText text) {
        this.fetching = fetching;
        this.text = text;
    }

    @Override
    public List<String> fetch(URI uri) {
        try {
            var fetched = fetching.fetch(uri, Provenance.SELF_REGISTERED, Wanted.json(MOST_BYTES));
            // The reader takes objects alone.
            if (text.read("{\"sector\":" + fetched.text() + "}").get("sector") instanceof List<?> list) {
                return list.stream().map(String::valueOf).toList();
            }
        } catch (FetchFailedException failed) {
            throw new IllegalArgumentException(failed.getMessage(), failed);
        }
        throw new IllegalArgumentException("it is no list");
    }
}
