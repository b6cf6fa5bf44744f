package io.lintel.client;

import io.lintel.oauth2.ClientId;
import java.util.Optional;

/// Where registered clients are found. A client that was removed or changed is so at the next call.
public interface Clients {

    Optional<Client> find(ClientId id);
}
