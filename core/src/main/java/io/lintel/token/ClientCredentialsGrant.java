package io.lintel.token;

import io.lintel.authorization.Access;
import io.lintel.authorization.GrantId;
import io.lintel.authorization.RequestedResources;
import io.lintel.authorization.RequestedScopes;
import io.lintel.client.AuthenticatedClient;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.RequestedClaims;
import io.lintel.secret.Entropy;

/// Gives a client tokens for itself (RFC 6749, section 4.4). No end-user and no connector has a part in it, and
/// there is nothing to refresh: the client can ask again.
public final class ClientCredentialsGrant implements Grant {

    private final RequestedScopes scopes;
    private final Entropy entropy;

    public ClientCredentialsGrant(RequestedScopes scopes, Entropy entropy) {
        this.scopes = scopes;
        this.entropy = entropy;
    }

    @Override
    public GrantType type() {
        return GrantType.CLIENT_CREDENTIALS;
    }

    @Override
    public Authorization authorize(AuthenticatedClient authenticated, Parameters parameters) {
        var client = authenticated.client();
        if (client.isPublic()) {
            throw OAuth2Exception.of(
                    ErrorCode.UNAUTHORIZED_CLIENT,
                    "A public client proves nothing and gets no tokens for itself.",
                    "public client \"" + client.id() + "\" asked for tokens for itself");
        }
        var asked = scopes.ofClient(client, parameters.find("scope").orElse(""));
        return new Authorization.ForClient(
                GrantId.random(entropy),
                client,
                new Access(
                        asked,
                        Nonces.find(parameters),
                        RequestedClaims.none(),
                        RequestedResources.of(client, parameters)));
    }
}
