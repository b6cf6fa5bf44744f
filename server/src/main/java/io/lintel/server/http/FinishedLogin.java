package io.lintel.server.http;

import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.connector.Wanted;
import java.util.Set;

/// What a connector has answered to somebody who logged in.
///
/// @param wanted what the connector was asked for
/// @param remembered whether the browser shall keep the session when it is closed
record FinishedLogin(ConnectorId connector, Identity identity, Set<Wanted> wanted, boolean remembered) {

    FinishedLogin {
        wanted = Set.copyOf(wanted);
    }
}
