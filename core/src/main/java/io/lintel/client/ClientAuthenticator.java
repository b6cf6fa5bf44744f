package io.lintel.client;

import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.secret.Secret;

/// Decides whether a client is who it says (RFC 6749, section 2.3). Every refusal looks the same to the client.
public final class ClientAuthenticator {

    private final Clients clients;

    public ClientAuthenticator(Clients clients) {
        this.clients = clients;
    }

    /// @throws OAuth2Exception `invalid_client`
    public AuthenticatedClient authenticate(ClientCredentials credentials) {
        var client = clients.find(credentials.clientId())
                .orElseThrow(() -> refused("unknown client", credentials.clientId()));
        var accepted =
                switch (credentials) {
                    case ClientCredentials.None none -> client.isPublic() && client.secret() == null;
                    case ClientCredentials.Basic basic -> knows(client, basic.secret());
                    case ClientCredentials.Post post -> knows(client, post.secret());
                };
        if (!accepted) {
            throw refused("wrong or missing secret", client.id());
        }
        return new AuthenticatedClient(client);
    }

    /// A public client may send the empty secret that some libraries add to every request.
    private static boolean knows(Client client, Secret given) {
        var secret = client.secret();
        return secret == null ? given.isEmpty() : !given.isEmpty() && secret.equals(given);
    }

    private static OAuth2Exception refused(String why, ClientId client) {
        return OAuth2Exception.quietly(ErrorCode.INVALID_CLIENT, why + " for client \"" + client + "\"");
    }
}
