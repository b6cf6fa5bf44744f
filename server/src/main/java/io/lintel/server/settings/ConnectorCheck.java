package io.lintel.server.settings;

/// Knows the types of connectors there are, and what each makes of its `config`.
@FunctionalInterface
public interface ConnectorCheck {

    /// Adds what is wrong with the type and the configuration of a connector.
    ///
    /// @param type where the type is written
    void check(ConnectorDefinition definition, Place type, Mistakes mistakes);
}
