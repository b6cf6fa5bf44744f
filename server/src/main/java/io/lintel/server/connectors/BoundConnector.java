package io.lintel.server.connectors;

import io.lintel.connector.Capability;
import io.lintel.connector.Connector;
import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorFactory;
import io.lintel.server.settings.ConnectorDefinition;
import java.util.Optional;

/// A connector whose configuration is valid by itself, ready to be opened.
///
/// @param configuration the record of the factory
public record BoundConnector<C>(ConnectorDefinition definition, ConnectorFactory<C> factory, C configuration) {

    /// Opens the connector.
    ///
    /// @throws ConnectorException if it cannot be opened; [ConnectorException.Fault#MISCONFIGURED] for what
    ///     only the connector itself can find: parts of its configuration that contradict each other
    public Connector open(ConnectorContext context) {
        return factory.create(configuration, context);
    }

    /// What is wrong with a connector that opened, if anything is. It must not be used then.
    public static Optional<String> defectOf(Connector connector) {
        return Capability.of(connector).containsAll(connector.capabilities())
                ? Optional.empty()
                : Optional.of("has a defect: its connector declares " + connector.capabilities()
                        + " and implements only " + Capability.of(connector) + "; tell whoever made it");
    }
}
