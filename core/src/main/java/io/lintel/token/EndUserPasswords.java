package io.lintel.token;

import io.lintel.client.Client;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Wanted;
import io.lintel.secret.Secret;
import java.util.Set;

/// Checks passwords of end-users that a client brings, as often as anybody may guess.
public interface EndUserPasswords {

    /// @throws ConnectorException if the upstream cannot answer
    /// @throws OAuth2Exception if the connector checks no passwords
    LoginResult check(Client client, ConnectorId connector, String username, Secret password, Set<Wanted> wanted);
}
