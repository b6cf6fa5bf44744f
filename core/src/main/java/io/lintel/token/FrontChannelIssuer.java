package io.lintel.token;

import io.lintel.authorization.AuthorizationCode;
import io.lintel.authorization.FrontChannelTokens;
import io.lintel.authorization.IssuedCode;
import io.lintel.client.Client;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.ResponseType;
import java.util.Set;

/// Has the tokens minted that come from the authorization endpoint, under the rules for the grant type `implicit`.
public final class FrontChannelIssuer implements FrontChannelTokens {

    private final ConnectorRules connectors;
    private final TokenIssuer issuer;

    public FrontChannelIssuer(ConnectorRules connectors, TokenIssuer issuer) {
        this.connectors = connectors;
        this.issuer = issuer;
    }

    @Override
    public Tokens mint(Client client, IssuedCode issued, AuthorizationCode code, Set<ResponseType> wanted) {
        var authorization = new Authorization.ForEndUser(
                GrantType.IMPLICIT, issued.grant(), client, issued.access(), issued.authentication(), null);
        var connector = connectors.require(client, authorization.connector(), GrantType.IMPLICIT);
        return issuer.issueInFront(
                authorization,
                connector,
                wanted.contains(ResponseType.CODE) ? code : null,
                wanted.contains(ResponseType.TOKEN),
                wanted.contains(ResponseType.ID_TOKEN));
    }
}
