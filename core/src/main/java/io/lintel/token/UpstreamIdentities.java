package io.lintel.token;

import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Wanted;
import java.util.Set;

/// Looks end-users up again at the connector they came by.
public interface UpstreamIdentities {

    /// @throws ConnectorException if the upstream cannot answer, or the connector cannot refresh
    LoginResult refresh(ConnectorId connector, Identity identity, Set<Wanted> wanted);
}
