package io.lintel.client;

import io.lintel.connector.ConnectorId;
import io.lintel.factor.FactorChain;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.RedirectUri;
import io.lintel.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A registered client. Made by [#of].
///
/// @param secret none for most public clients; an empty one is none
/// @param name what the consent page calls it
/// @param trustedPeers the clients that may ask for tokens with this client's id as audience
/// @param allowedConnectors the connectors its users may come by; empty means all
/// @param factors the second factors its users need
/// @param tokens what its tokens look like
/// @param machine what it is when it acts for itself
/// @param requests how it must send its authorization requests
/// @param logout what happens to it when a session ends
/// @param pages what end-users may read about it
public record Client(
        ClientId id,
        @Nullable Secret secret,
        String name,
        @Nullable URI logo,
        List<RedirectUri> redirectUris,
        Set<ClientId> trustedPeers,
        boolean isPublic,
        Set<ConnectorId> allowedConnectors,
        FactorChain factors,
        SessionRules sessions,
        TokenSettings tokens,
        AuthenticationSettings authentication,
        ClientRegistration registration,
        MachineSettings machine,
        RequestRules requests,
        LogoutSettings logout,
        ClientPages pages) {

    public Client {
        if (secret != null && secret.isEmpty()) {
            secret = null;
        }
        var method = authentication.method();
        if (!isPublic && secret == null && method != ClientAuthenticationMethod.PRIVATE_KEY_JWT) {
            throw new IllegalArgumentException("client " + id + " is confidential and has no secret");
        }
        if (method == ClientAuthenticationMethod.NONE && (!isPublic || secret != null)) {
            throw new IllegalArgumentException("client " + id + " proves nothing and is not public");
        }
        if (method != null && method.needsSecret() && secret == null) {
            throw new IllegalArgumentException("client " + id + " proves itself by a secret and has none");
        }
        redirectUris = List.copyOf(redirectUris);
        trustedPeers = Set.copyOf(trustedPeers);
        allowedConnectors = Set.copyOf(allowedConnectors);
    }

    /// A confidential client that has nothing registered yet.
    public static ClientBuilder of(ClientId id, String name) {
        return new ClientBuilder(id, name);
    }

    /// This client, to be changed.
    public ClientBuilder with() {
        return new ClientBuilder(this);
    }

    /// Whether this client's users may come by that connector.
    public boolean allows(ConnectorId connector) {
        return allowedConnectors.isEmpty() || allowedConnectors.contains(connector);
    }

    /// Whether that client may ask for tokens with this client's id as audience. A client trusts itself; trust
    /// goes one way and is not inherited.
    public boolean trusts(ClientId other) {
        return id.equals(other) || trustedPeers.contains(other);
    }
}
