package io.lintel.authorization;

import io.lintel.client.Client;
import java.util.List;

/// What the browser does next. Decided by [AuthorizationFlow] alone.
public sealed interface NextStep {

    /// The end-user chooses among connectors.
    record ChooseConnector(List<ConnectorEntry> connectors) implements NextStep {
        public ChooseConnector {
            connectors = List.copyOf(connectors);
        }
    }

    /// The end-user logs in with that connector.
    record LogIn(ConnectorEntry connector) implements NextStep {}

    /// The end-user is asked whether the client may know what it wants to know. The authorization is parked.
    record AskConsent(PendingAuthorization authorization) implements NextStep {}

    /// The browser stays where it is: the device will ask for the answer.
    record DeviceAnswered(Client client, boolean approved) implements NextStep {}

    /// The browser goes back to the client, or shows the code to the end-user.
    record Respond(AuthorizationResponse response) implements NextStep {}
}
