package io.lintel.server.http;

import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.connector.Wanted;
import io.lintel.session.AuthenticationMethod;
import java.util.List;
import java.util.Set;

/// What a connector has answered to somebody who logged in.
///
/// @param methods how they have proved who they are, as far as is known
/// @param wanted what the connector was asked for
/// @param remembered whether the browser shall keep the session when it is closed
record FinishedLogin(
        ConnectorId connector,
        Identity identity,
        List<AuthenticationMethod> methods,
        Set<Wanted> wanted,
        boolean remembered) {

    FinishedLogin {
        methods = List.copyOf(methods);
        wanted = Set.copyOf(wanted);
    }
}
