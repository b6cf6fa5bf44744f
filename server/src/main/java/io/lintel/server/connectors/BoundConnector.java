package io.lintel.server.connectors;

import io.lintel.connector.Capability;
import io.lintel.connector.Connector;
import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorFactory;
import io.lintel.server.settings.ConnectorDefinition;
import io.lintel.server.settings.Mistakes;
import java.util.Optional;

/// A connector whose configuration is valid by itself, ready to be opened.
///
/// @param configuration the record of the factory
public record BoundConnector<C>(ConnectorDefinition definition, ConnectorFactory<C> factory, C configuration) {

    /// Opens the connector.
    ///
    /// @param mistakes takes what only the connector itself can find: parts of its configuration that
    ///     contradict each other. Then there is no connector
    /// @throws ConnectorException for any other fault
    public Optional<Connector> open(ConnectorContext context, Mistakes mistakes) {
        try {
            var connector = factory.create(configuration, context);
            if (Capability.of(connector).containsAll(connector.capabilities())) {
                return Optional.of(connector);
            }
            connector.close();
            mistakes.add(
                    definition.typePlace(),
                    "has a defect: its connector declares " + connector.capabilities() + " and implements only "
                            + Capability.of(connector) + "; tell whoever made it");
        } catch (ConnectorException refused) {
            if (refused.fault() != ConnectorException.Fault.MISCONFIGURED) {
                throw refused;
            }
            mistakes.add(definition.config().place(), String.valueOf(refused.getMessage()));
        }
        return Optional.empty();
    }
}
