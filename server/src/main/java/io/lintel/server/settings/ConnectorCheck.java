package io.lintel.server.settings;

import io.lintel.oauth2.Issuer;
import org.jspecify.annotations.Nullable;

/// Knows the types of connectors there are, and what each makes of its `config`.
@FunctionalInterface
public interface ConnectorCheck {

    /// Is told, before the first connector, what else decides which there are and how they are opened.
    ///
    /// @param mistakes takes what is wrong with plugins
    default void prepare(Compatibility compatibility, PluginSettings plugins, Mistakes mistakes) {}

    /// Whether that connector, which was checked, checks no passwords; false if it could not be opened.
    default boolean checksNoPasswords(String id) {
        return false;
    }

    /// Adds what is wrong with the type and the configuration of a connector.
    ///
    /// @param issuer null if it is itself mistaken, and what depends on it cannot be checked
    void check(ConnectorDefinition definition, @Nullable Issuer issuer, Mistakes mistakes);
}
