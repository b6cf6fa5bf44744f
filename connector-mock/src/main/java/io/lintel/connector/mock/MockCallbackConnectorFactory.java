package io.lintel.connector.mock;

import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorFactory;
import jakarta.inject.Singleton;

/// Makes connectors of the type `mockCallback`.
@Singleton
public final class MockCallbackConnectorFactory implements ConnectorFactory<MockCallbackConfiguration> {
    @Override
    public String type() {
        return "mockCallback";
    }

    @Override
    public Class<MockCallbackConfiguration> configuration() {
        return MockCallbackConfiguration.class;
    }

    @Override
    public MockCallbackConnector create(MockCallbackConfiguration configuration, ConnectorContext context) {
        return new MockCallbackConnector();
    }
}
