package io.lintel.server.registration;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.lintel.client.Client;
import io.lintel.client.Clients;
import io.lintel.oauth2.ClientId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// All clients: those of the configuration, and then those of other places in their order.
public final class KnownClients implements Clients {

    private final Map<ClientId, Client> configured;
    private final List<Clients> others;

    public KnownClients(Collection<Client> configured, List<Clients> others) {
        this.configured = configured.stream().collect(toUnmodifiableMap(Client::id, Function.identity()));
        this.others = List.copyOf(others);
    }

    @Override
    public Optional<Client> find(ClientId id) {
        var client = configured.get(id);
        return client == null
                ? others.stream().flatMap(each -> each.find(id).stream()).findFirst()
                : Optional.of(client);
    }
}
