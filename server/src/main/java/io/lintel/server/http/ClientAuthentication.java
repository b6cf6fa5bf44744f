package io.lintel.server.http;

import io.lintel.client.AuthenticatedClient;
import io.lintel.oauth2.ClientId;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A client, as Micronaut Security sees it.
final class ClientAuthentication implements Authentication {

    private static final long serialVersionUID = 1L;

    private final transient AuthenticatedClient client;

    ClientAuthentication(AuthenticatedClient client) {
        this.client = client;
    }

    static AuthenticatedClient of(Authentication authentication) {
        return ((ClientAuthentication) authentication).client;
    }

    /// The client that has proved who it is for this request.
    static Optional<ClientId> find(HttpRequest<?> request) {
        return request.getUserPrincipal(ClientAuthentication.class)
                .map(authentication -> authentication.client.client().id());
    }

    @Override
    public String getName() {
        return client.client().id().value();
    }

    @Override
    public Map<String, Object> getAttributes() {
        return Map.of();
    }

    @Override
    public Collection<String> getRoles() {
        return List.of(Roles.CLIENT, Roles.INTROSPECTION);
    }
}
