package io.lintel.registration;

import java.net.URI;
import java.util.List;

/// What is published at a `sector_identifier_uri` (OpenID Connect Core, section 8.1).
public interface SectorIdentifiers {

    /// The redirect URIs that make one sector.
    ///
    /// @throws IllegalArgumentException if there is no such list; the message is for the log
    List<String> fetch(URI uri);
}
