package io.lintel.memory;

import io.lintel.client.RegisteredClient;
import io.lintel.client.RegisteredClients;
import io.lintel.oauth2.ClientId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// As many as there may be are all that it holds.
final class InMemoryRegisteredClients implements RegisteredClients {

    private final Map<ClientId, RegisteredClient> clients = new HashMap<>();

    @Override
    public synchronized boolean add(RegisteredClient client, int most) {
        return clients.size() < most && clients.putIfAbsent(client.id(), client) == null;
    }

    @Override
    public synchronized Optional<RegisteredClient> find(ClientId id) {
        return Optional.ofNullable(clients.get(id));
    }

    @Override
    public synchronized boolean replace(RegisteredClient next) {
        var current = clients.get(next.id());
        if (current == null || current.revision() != next.revision() - 1) {
            return false;
        }
        clients.put(next.id(), next);
        return true;
    }

    @Override
    public synchronized boolean remove(ClientId id) {
        return clients.remove(id) != null;
    }
}
