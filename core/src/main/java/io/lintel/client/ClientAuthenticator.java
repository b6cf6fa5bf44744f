package io.lintel.client;

import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.secret.Secret;
import java.util.Optional;

/// Decides whether a client is who it says (RFC 6749, section 2.3). Every refusal looks the same to the client.
public final class ClientAuthenticator {

    private final Clients clients;
    private final ClientAssertions assertions;

    public ClientAuthenticator(Clients clients, ClientAssertions assertions) {
        this.clients = clients;
        this.assertions = assertions;
    }

    /// @throws OAuth2Exception `invalid_client`
    public AuthenticatedClient authenticate(ClientCredentials credentials) {
        switch (credentials) {
            case ClientCredentials.None(var id) -> {
                return accept(id, ClientAuthenticationMethod.NONE, Secret.empty());
            }
            case ClientCredentials.Basic(var id, var secret) -> {
                return accept(id, ClientAuthenticationMethod.CLIENT_SECRET_BASIC, secret);
            }
            case ClientCredentials.Post(var id, var secret) -> {
                return accept(id, ClientAuthenticationMethod.CLIENT_SECRET_POST, secret);
            }
            case ClientCredentials.Assertion(var named, var jwt) -> {
                var id = assertions.claimedIssuer(jwt);
                if (named != null && !named.equals(id)) {
                    throw refused("the assertion is another's than the client_id says", named);
                }
                var client = find(id);
                assertions.require(client, jwt);
                return new AuthenticatedClient(client);
            }
        }
    }

    /// The client that the credentials name, which proves nothing yet.
    ///
    /// @throws OAuth2Exception `invalid_client` if they cannot be read
    public Optional<Client> findNamed(ClientCredentials credentials) {
        return clients.find(
                switch (credentials) {
                    case ClientCredentials.None(var id) -> id;
                    case ClientCredentials.Basic(var id, var _) -> id;
                    case ClientCredentials.Post(var id, var _) -> id;
                    case ClientCredentials.Assertion(var _, var jwt) -> assertions.claimedIssuer(jwt);
                });
    }

    private AuthenticatedClient accept(ClientId id, ClientAuthenticationMethod shown, Secret given) {
        var client = find(id);
        if (!isProof(client, shown, given)) {
            throw refused("wrong or missing secret, or not the method the client has registered", id);
        }
        return new AuthenticatedClient(client);
    }

    private Client find(ClientId id) {
        return clients.find(id).orElseThrow(() -> refused("unknown client", id));
    }

    /// A public client may send the empty secret that some libraries add to every request.
    private static boolean isProof(Client client, ClientAuthenticationMethod shown, Secret given) {
        var secret = client.secret();
        if (secret == null) {
            return client.isPublic()
                    && given.isEmpty()
                    && client.authentication().allows(ClientAuthenticationMethod.NONE);
        }
        return !given.isEmpty() && client.authentication().allows(shown) && secret.equals(given);
    }

    private static OAuth2Exception refused(String why, ClientId client) {
        return OAuth2Exception.quietly(ErrorCode.INVALID_CLIENT, why + " for client \"" + client + "\"");
    }
}
