package io.lintel.server.http;

import io.lintel.client.Client;
import io.lintel.client.Clients;
import io.lintel.oauth2.ClientId;
import io.lintel.server.logo.ClientLogos;
import io.lintel.server.page.ShownClient;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What pages show of the client that an end-user came from.
@Singleton
final class ShownClients {

    private final Clients clients;
    private final ClientLogos logos;
    private final LoginSteps steps;

    ShownClients(Clients clients, ClientLogos logos, LoginSteps steps) {
        this.clients = clients;
        this.logos = logos;
        this.steps = steps;
    }

    /// Nothing of a client that is not known any more.
    Optional<ShownClient> find(ClientId id) {
        return clients.find(id).map(this::of);
    }

    ShownClient of(Client client) {
        var pages = client.pages();
        return new ShownClient(client.name(), logo(client), text(pages.policy()), text(pages.terms()));
    }

    /// Browsers load from nowhere but our own site what a stranger names.
    private ShownClient.@Nullable Logo logo(Client client) {
        if (!logos.mayShow(client)) {
            return null;
        }
        var url = client.registration().provenance().isTrusted() ? text(client.logo()) : null;
        var relay = PageResponses.withQuery(
                steps.path(LogoController.PATH), Map.of("client_id", client.id().value()));
        return new ShownClient.Logo(url, relay);
    }

    private static @Nullable String text(@Nullable URI uri) {
        return uri == null ? null : uri.toASCIIString();
    }
}
