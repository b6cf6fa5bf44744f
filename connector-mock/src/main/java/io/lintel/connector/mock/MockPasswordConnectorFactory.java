package io.lintel.connector.mock;

import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorFactory;
import jakarta.inject.Singleton;

/// Makes connectors of the type `mockPassword`.
@Singleton
public final class MockPasswordConnectorFactory implements ConnectorFactory<MockPasswordConfiguration> {
    @Override
    public String type() {
        return "mockPassword";
    }

    @Override
    public Class<MockPasswordConfiguration> configuration() {
        return MockPasswordConfiguration.class;
    }

    @Override
    public MockPasswordConnector create(MockPasswordConfiguration configuration, ConnectorContext context) {
        if (configuration.password().isEmpty()) {
            throw ConnectorException.misconfigured("connector " + context.id()
                    + ": password is empty, and an empty password logs nobody in; set password");
        }
        return new MockPasswordConnector(configuration);
    }
}
