package io.lintel.client;

import io.lintel.oauth2.ClientId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Clients that come, go and change.
public final class FakeClients implements Clients {

    private final Map<ClientId, Client> clients = new HashMap<>();

    public FakeClients(Client... registered) {
        for (var client : registered) {
            put(client);
        }
    }

    /// Adds a client, or changes it.
    public void put(Client client) {
        clients.put(client.id(), client);
    }

    public void remove(ClientId id) {
        clients.remove(id);
    }

    @Override
    public Optional<Client> find(ClientId id) {
        return Optional.ofNullable(clients.get(id));
    }
}
