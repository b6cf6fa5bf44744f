package io.lintel.server.http;

import io.lintel.authorization.Access;
import io.lintel.client.Client;
import io.lintel.client.Clients;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.Scopes;
import java.util.LinkedHashMap;
import java.util.Map;

/// What those are called whom tokens of a client are for.
final class AudienceNames {

    private AudienceNames() {}

    /// The names of clients by their ids, and of resources by what stands for them in a consent. What has no name is
    /// not there.
    ///
    /// @param consented what the client is, or may be, allowed
    static Map<String, String> of(Clients clients, ClientId asking, Scopes consented) {
        var names = new LinkedHashMap<String, String>();
        consented.audiences().forEach(audience -> clients.find(audience)
                .ifPresent(client -> names.put(audience.value(), client.name())));
        clients.find(asking).map(Client::tokens).ifPresent(tokens -> tokens.resourceNames()
                .forEach((resource, name) -> names.put(Access.RESOURCE + resource, name)));
        return names;
    }
}
