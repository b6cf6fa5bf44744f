package io.lintel.connector.example;

import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorFactory;
import jakarta.inject.Singleton;

/// Makes connectors of the type `staff`.
@Singleton
public final class StaffConnectorFactory implements ConnectorFactory<StaffConfiguration> {
    @Override
    public String type() {
        return "staff";
    }

    @Override
    public Class<StaffConfiguration> configuration() {
        return StaffConfiguration.class;
    }

    @Override
    public StaffConnector create(StaffConfiguration configuration, ConnectorContext context) {
        if (configuration.usernamePrompt().isBlank()) {
            throw ConnectorException.misconfigured(
                    "connector " + context.id() + ": usernamePrompt is blank; leave it out or write something");
        }
        return new StaffConnector(configuration);
    }
}
