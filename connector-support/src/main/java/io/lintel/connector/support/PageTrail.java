package io.lintel.connector.support;

import io.lintel.connector.ConnectorException;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The pages of one list, followed to the end: only at the same host, no page twice, and a limited number. A list
/// that breaks a rule is refused as a whole; a part of a list would look like a list.
public final class PageTrail {

    private final Origin origin;
    private final int most;
    private final Set<URI> seen = new HashSet<>();

    /// @param most pages
    public PageTrail(URI first, int most) {
        this.origin = Origin.of(first);
        this.most = most;
        this.seen.add(first);
    }

    /// The page after this one, empty at the end.
    ///
    /// @throws ConnectorException invalid response if the list breaks a rule
    public Optional<URI> next(Reply page) {
        var next = LinkHeader.next(page.headers("Link"), page.uri());
        next.ifPresent(this::follow);
        return next;
    }

    private void follow(URI next) {
        if (!origin.holds(next)) {
            throw ConnectorException.invalidResponse("the next page of a list is at another host or scheme");
        }
        if (seen.size() == most) {
            throw ConnectorException.invalidResponse("a list has more than " + most + " pages");
        }
        if (!seen.add(next)) {
            throw ConnectorException.invalidResponse("the pages of a list go in circles");
        }
    }
}
