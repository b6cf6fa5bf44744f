package io.lintel.client;

import io.lintel.oauth2.ClientId;
import java.util.Optional;

/// The clients that registered themselves. Whatever is changed here holds at the next call, on every replica.
public interface RegisteredClients {

    /// Adds a client unless its id is taken or there are as many as there may be. Replicas that add at the same
    /// moment may each add one.
    ///
    /// @param most how many there may be
    /// @return whether it was added
    boolean add(RegisteredClient client, int most);

    Optional<RegisteredClient> find(ClientId id);

    /// Puts a client in the place of the one whose revision it follows. Of any number of concurrent callers with
    /// the same revision exactly one is answered true.
    boolean replace(RegisteredClient next);

    /// @return whether it was there
    boolean remove(ClientId id);
}
