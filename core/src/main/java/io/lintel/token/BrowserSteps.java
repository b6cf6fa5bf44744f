package io.lintel.token;

import io.lintel.client.Client;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import java.util.Optional;

/// What an end-user must do in a browser before a client gets tokens, such as showing a second factor. A grant without
/// a browser gives none where there is anything to do.
@FunctionalInterface
public interface BrowserSteps {

    /// What there is to do, for the log.
    Optional<String> find(Client client, ConnectorId connector, Identity identity);

    /// Nobody has to do anything but to log in.
    static BrowserSteps none() {
        return (client, connector, identity) -> Optional.empty();
    }
}
