package io.lintel.authorization;

import io.lintel.client.Client;
import io.lintel.oauth2.RedirectUri;

/// A client, and a redirect URI that was checked to be that client's. Errors may be told to it. Made by
/// [RedirectTargets] alone.
public final class RedirectTarget implements AuthorizationTarget {

    private final Client client;
    private final RedirectUri uri;

    RedirectTarget(Client client, RedirectUri uri) {
        this.client = client;
        this.uri = uri;
    }

    @Override
    public Client client() {
        return client;
    }

    /// The very string that was checked.
    public RedirectUri uri() {
        return uri;
    }

    @Override
    public String toString() {
        return "RedirectTarget[" + client.id() + "]";
    }
}
