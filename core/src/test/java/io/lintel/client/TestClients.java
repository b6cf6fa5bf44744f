package io.lintel.client;

import io.lintel.connector.ConnectorId;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.RedirectUri;
import io.lintel.secret.Secret;
import java.util.List;
import java.util.Set;

/// Clients and what they are after.
public final class TestClients {

    /// An honest web shop.
    public static final Client SHOP = confidential("shop", "The Shop", "https://shop.example/callback");

    /// Registered too, and after the codes and tokens of others.
    public static final Client THIEF = confidential("thief", "A Thief", "https://thief.example/callback");

    /// An application on the end-user's own machine, which has registered no address.
    public static final Client APP =
            Client.of(new ClientId("app"), "The App").isPublic(true).build();

    /// An application on the end-user's own machine, which has registered an address.
    public static final Client REGISTERED_APP = Client.of(new ClientId("registered-app"), "The Registered App")
            .isPublic(true)
            .redirectUris(List.of(new RedirectUri("http://127.0.0.1:9999/done")))
            .build();

    /// Takes tokens that the shop asks for, and trusts nobody else.
    public static final Client API = trusting(confidential("api", "The API", "https://api.example/callback"), SHOP);

    private TestClients() {}

    /// The same client, which trusts these alone.
    public static Client trusting(Client client, Client... peers) {
        var ids = List.of(peers).stream().map(Client::id).toList();
        return client.with().trustedPeers(Set.copyOf(ids)).build();
    }

    /// The same client, whose users come by these connectors alone.
    public static Client allowing(Client client, String... connectors) {
        var ids = List.of(connectors).stream().map(ConnectorId::new).toList();
        return client.with().allowedConnectors(Set.copyOf(ids)).build();
    }

    /// The same client at other addresses.
    public static Client at(Client client, String... redirectUris) {
        return client.with()
                .redirectUris(
                        List.of(redirectUris).stream().map(RedirectUri::new).toList())
                .build();
    }

    private static Client confidential(String id, String name, String redirectUri) {
        return Client.of(new ClientId(id), name)
                .secret(Secret.of(id + "-secret"))
                .redirectUris(List.of(new RedirectUri(redirectUri)))
                .build();
    }
}
