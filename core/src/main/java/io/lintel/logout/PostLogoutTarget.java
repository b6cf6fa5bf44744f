package io.lintel.logout;

import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.RedirectUri;
import org.jspecify.annotations.Nullable;

/// Where a browser goes after a logout: an address that the client has registered. Made by [PostLogoutTargets]
/// alone.
public final class PostLogoutTarget {

    private final ClientId client;
    private final RedirectUri uri;
    private final @Nullable String state;

    PostLogoutTarget(ClientId client, RedirectUri uri, @Nullable String state) {
        this.client = client;
        this.uri = uri;
        this.state = state;
    }

    public ClientId client() {
        return client;
    }

    /// The very string that was registered.
    public RedirectUri uri() {
        return uri;
    }

    /// What the client gets back.
    public @Nullable String state() {
        return state;
    }
}
