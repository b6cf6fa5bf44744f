package io.lintel.authorization;

import io.lintel.client.Client;
import java.net.URI;

/// Reads request objects where their clients publish them (OpenID Connect Core, section 6.2).
public interface PublishedRequestObjects {

    /// The text at an address that the client has registered.
    ///
    /// @throws IllegalArgumentException if it cannot be had now; the message says why, for the log
    String read(Client client, URI uri);
}
