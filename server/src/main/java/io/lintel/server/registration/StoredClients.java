package io.lintel.server.registration;

import io.lintel.client.Client;
import io.lintel.client.Clients;
import io.lintel.client.Provenance;
import io.lintel.client.RegisteredClient;
import io.lintel.client.RegisteredClients;
import io.lintel.oauth2.ClientId;
import io.lintel.registration.ClientMetadata;
import io.lintel.registration.MetadataText;
import java.util.Optional;
import java.util.function.Supplier;

/// The clients that registered themselves, as the protocol sees them.
public final class StoredClients implements Clients {

    private final Supplier<RegisteredClients> store;
    private final MetadataText text;

    /// @param store asked for when a client is first looked up
    public StoredClients(Supplier<RegisteredClients> store, MetadataText text) {
        this.store = store;
        this.text = text;
    }

    @Override
    public Optional<Client> find(ClientId id) {
        return store.get().find(id).map(this::client);
    }

    private Client client(RegisteredClient kept) {
        return ClientMetadata.kept(text.read(kept.metadata()), text)
                .client(kept.id(), kept.secret(), Provenance.SELF_REGISTERED);
    }
}
