package io.lintel.client;

/// A client that has proved who it is, or a public client that has named itself. Made by [ClientAuthenticator]
/// alone.
public final class AuthenticatedClient {

    private final Client client;

    AuthenticatedClient(Client client) {
        this.client = client;
    }

    public Client client() {
        return client;
    }

    @Override
    public String toString() {
        return "AuthenticatedClient[" + client.id() + "]";
    }
}
