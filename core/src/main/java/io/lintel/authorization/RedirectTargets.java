package io.lintel.authorization;

import io.lintel.authorization.UnknownTargetException.Reason;
import io.lintel.client.Client;
import io.lintel.client.Clients;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.RedirectUri;

/// Decides where the answer to an authorization request may go (RFC 6749, section 3.1.2.3; RFC 9700, section
/// 2.1).
///
/// A redirect URI is one of the client's, byte for byte. The sole exception: a public client that has
/// registered none may use `http` to `localhost` or to a loopback IP literal, on any port (RFC 8252, section
/// 7.3), or the out-of-band value.
public final class RedirectTargets {

    private final Clients clients;

    public RedirectTargets(Clients clients) {
        this.clients = clients;
    }

    /// @throws UnknownTargetException if there is nobody to be told: the end-user is shown a page
    public RedirectTarget resolve(Parameters parameters) {
        var id = parameters
                .find("client_id")
                .orElseThrow(() -> new UnknownTargetException(Reason.CLIENT_MISSING, "there is no client_id"));
        var client = require(new ClientId(id));
        var uri = parameters
                .find("redirect_uri")
                .orElseThrow(() -> new UnknownTargetException(
                        Reason.REDIRECT_URI_MISSING, "there is no redirect_uri from client \"" + id + "\""));
        return resolve(client, new RedirectUri(uri));
    }

    /// Finds the target of an authorization that is on its way: what was allowed when it began may not be any
    /// more.
    ///
    /// @throws UnknownTargetException as above
    public AuthorizationTarget resolve(AuthorizationRequest request) {
        var client = require(request.client());
        var device = request.device();
        return device == null ? resolve(client, request.redirectUri()) : new DeviceTarget(client, device);
    }

    private Client require(ClientId id) {
        return clients.find(id)
                .orElseThrow(
                        () -> new UnknownTargetException(Reason.CLIENT_UNKNOWN, "there is no client \"" + id + "\""));
    }

    private static RedirectTarget resolve(Client client, RedirectUri uri) {
        if (!isAllowed(client, uri)) {
            throw new UnknownTargetException(
                    Reason.REDIRECT_URI_NOT_REGISTERED,
                    "redirect_uri \"" + uri + "\" is not registered for client \"" + client.id() + "\"");
        }
        return new RedirectTarget(client, uri);
    }

    private static boolean isAllowed(Client client, RedirectUri uri) {
        if (client.redirectUris().contains(uri)) {
            return true;
        }
        return client.isPublic()
                && client.redirectUris().isEmpty()
                && (uri.isOutOfBand() || Loopback.isLoopback(uri.value()));
    }
}
