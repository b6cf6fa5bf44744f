package io.lintel.authorization;

import io.lintel.client.Client;
import io.lintel.factor.Authenticator;
import java.util.List;

/// What the browser does next. Decided by [AuthorizationFlow] alone.
public sealed interface NextStep {

    /// The end-user chooses among connectors.
    record ChooseConnector(List<ConnectorEntry> connectors) implements NextStep {
        public ChooseConnector {
            connectors = List.copyOf(connectors);
        }
    }

    /// The end-user logs in with that connector, unless the session answers there.
    record LogIn(ConnectorEntry connector) implements NextStep {}

    /// The end-user passes a second factor, or enrols it first. The authorization is parked.
    record PassFactor(PendingAuthorization authorization, Authenticator authenticator) implements NextStep {}

    /// The end-user, who has enrolled a factor just now, is given recovery codes. The authorization is parked.
    record KeepRecoveryCodes(PendingAuthorization authorization) implements NextStep {}
    /// The browser leaves for the connector, or is shown its login form.
    record Depart(PendingAuthorization authorization) implements NextStep {}

    /// The end-user is asked whether the client may know what it wants to know. The authorization is parked.
    record AskConsent(PendingAuthorization authorization) implements NextStep {}

    /// The browser stays where it is: the device will ask for the answer.
    record DeviceAnswered(Client client, boolean approved) implements NextStep {}

    /// The browser goes back to the client, or shows the code to the end-user.
    record Respond(AuthorizationResponse response) implements NextStep {}
}
