package io.lintel.authorization;

import io.lintel.client.Client;
import io.lintel.client.Clients;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
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

    /// @throws OAuth2Exception if there is nobody to be told: the end-user is shown a page
    public RedirectTarget resolve(Parameters parameters) {
        var id = parameters.require("client_id");
        var client = clients.find(new ClientId(id))
                .orElseThrow(() -> OAuth2Exception.of(
                        ErrorCode.INVALID_REQUEST, "The client_id is unknown.", "unknown client \"" + id + "\""));
        return resolve(client, new RedirectUri(parameters.require("redirect_uri")));
    }

    /// Finds the target of an authorization that is on its way: what was allowed when it began may not be any
    /// more.
    ///
    /// @throws OAuth2Exception as above
    public RedirectTarget resolve(AuthorizationRequest request) {
        var client = clients.find(request.client())
                .orElseThrow(() -> OAuth2Exception.of(
                        ErrorCode.INVALID_REQUEST,
                        "The client_id is unknown.",
                        "client \"" + request.client() + "\" was removed during a login"));
        return resolve(client, request.redirectUri());
    }

    private static RedirectTarget resolve(Client client, RedirectUri uri) {
        if (!isAllowed(client, uri)) {
            throw OAuth2Exception.of(
                    ErrorCode.INVALID_REQUEST,
                    "The redirect_uri is not registered.",
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
