package io.lintel.connector;

/// Makes the connectors of one type. A singleton bean of the connector's module; being on the class path is all
/// it takes to be found.
///
/// @param <C> a record with what an operator writes under `config`
public interface ConnectorFactory<C> {

    /// The word an operator writes as `type`, such as `ldap`.
    String type();

    /// The record `config` is bound to.
    Class<C> configuration();

    /// Opens a connector. Makes no call to the upstream: what cannot be reached at start may be back at the
    /// first login.
    ///
    /// @throws ConnectorException [ConnectorException.Fault#MISCONFIGURED] if the parts of the configuration
    ///     contradict each other; the message names the keys
    Connector create(C configuration, ConnectorContext context);
}
