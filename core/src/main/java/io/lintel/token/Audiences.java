package io.lintel.token;

import io.lintel.client.Client;
import io.lintel.client.Clients;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Resource;
import io.lintel.oauth2.Scopes;
import java.util.ArrayList;
import java.util.List;

/// Whom a token may be for. Trust was asked for at the request, and is asked for again at every issue: it may
/// have been withdrawn since.
public final class Audiences {

    private final Clients clients;

    public Audiences(Clients clients) {
        this.clients = clients;
    }

    /// The clients named by scopes, and the client itself.
    ///
    /// @throws OAuth2Exception `invalid_scope` if a client named as audience does not trust this client (any
    ///     more)
    List<ClientId> require(Client client, Scopes scopes) {
        var audience = new ArrayList<>(scopes.audiences());
        for (var peer : audience) {
            if (clients.find(peer).filter(other -> other.trusts(client.id())).isEmpty()) {
                throw OAuth2Exception.of(
                        ErrorCode.INVALID_SCOPE,
                        "This client may not ask for tokens for that audience.",
                        "client \"" + peer + "\" does not trust client \"" + client.id() + "\"");
            }
        }
        if (!audience.contains(client.id())) {
            audience.add(client.id());
        }
        return List.copyOf(audience);
    }

    /// Whether access tokens of the client may be for these resources (RFC 8707).
    ///
    /// @throws OAuth2Exception `invalid_target` if one is not among those that are registered for it (any more)
    void requireResources(Client client, List<Resource> resources) {
        if (!client.tokens().resources().containsAll(resources)) {
            throw OAuth2Exception.of(
                    ErrorCode.INVALID_TARGET,
                    "This client may not ask for tokens for that resource.",
                    "client \"" + client.id() + "\" may not ask for one of the resources");
        }
    }
}
