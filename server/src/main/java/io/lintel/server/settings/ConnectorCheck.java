package io.lintel.server.settings;

import io.lintel.oauth2.Issuer;
import org.jspecify.annotations.Nullable;

/// Knows the types of connectors there are, and what each makes of its `config`.
@FunctionalInterface
public interface ConnectorCheck {

    /// Is told, before the first connector, what else decides how it is opened.
    default void prepare(Compatibility compatibility) {}

    /// Adds what is wrong with the type and the configuration of a connector.
    ///
    /// @param issuer null if it is itself mistaken, and what depends on it cannot be checked
    void check(ConnectorDefinition definition, @Nullable Issuer issuer, Mistakes mistakes);
}
