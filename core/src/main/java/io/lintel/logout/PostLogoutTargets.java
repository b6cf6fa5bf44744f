package io.lintel.logout;

import io.lintel.client.Client;
import io.lintel.client.Clients;
import io.lintel.logout.InvalidLogoutException.Reason;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.RedirectUri;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides where a browser may go after a logout (OpenID Connect RP-Initiated Logout, section 3).
public final class PostLogoutTargets {

    private final Clients clients;

    public PostLogoutTargets(Clients clients) {
        this.clients = clients;
    }

    /// @throws InvalidLogoutException unless the client has registered the address, byte for byte
    PostLogoutTarget require(Client client, RedirectUri uri, @Nullable String state) {
        return find(client.id(), uri, state)
                .orElseThrow(() -> new InvalidLogoutException(
                        Reason.REDIRECT_URI_NOT_REGISTERED,
                        "post_logout_redirect_uri \"" + uri + "\" is not registered for client \"" + client.id()
                                + "\""));
    }

    /// The target of a logout that is on its way, if it is still registered.
    public Optional<PostLogoutTarget> find(ClientId client, RedirectUri uri, @Nullable String state) {
        return clients.find(client)
                .filter(registered ->
                        registered.logout().postLogoutRedirectUris().contains(uri))
                .map(registered -> new PostLogoutTarget(client, uri, state));
    }
}
