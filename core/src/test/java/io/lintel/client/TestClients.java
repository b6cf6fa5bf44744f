package io.lintel.client;

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

    private TestClients() {}

    private static Client confidential(String id, String name, String redirectUri) {
        return new Client(
                new ClientId(id),
                Secret.of(id + "-secret"),
                name,
                null,
                List.of(new RedirectUri(redirectUri)),
                Set.of(),
                false,
                Set.of());
    }
}
