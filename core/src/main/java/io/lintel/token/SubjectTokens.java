package io.lintel.token;

import io.lintel.client.Client;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginResult;
import io.lintel.oauth2.TokenType;
import io.lintel.secret.Secret;

/// Finds out whose the tokens of upstream providers are.
public interface SubjectTokens {

    /// @throws ConnectorException if the upstream cannot answer
    /// @throws OAuth2Exception `invalid_request` if the connector takes no such tokens
    LoginResult identify(Client client, ConnectorId connector, TokenType type, Secret token);
}
