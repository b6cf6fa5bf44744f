package io.lintel.connector;

import java.util.Set;

/// One configured way to log an end-user in.
///
/// The permitted kinds say how the browser takes part; a connector is exactly one of them. What it can do
/// besides login is a role it also implements: [RefreshingConnector], [TokenIdentityConnector],
/// [LogoutConnector], [NegotiateConnector].
///
/// A connector is opened once for each entry of the configuration and called from many threads at once. Its
/// methods may block; each must end within the deadlines of its configuration.
public sealed interface Connector extends AutoCloseable permits PasswordConnector, CallbackConnector {

    /// What this instance can do. By default the roles it implements; an instance whose configuration rules one
    /// out narrows the set. Naming a capability without its role is an error that stops the connector from
    /// opening.
    default Set<Capability> capabilities() {
        return Capability.of(this);
    }

    /// Gives back connections and threads. Called once, when nothing uses the connector any more.
    @Override
    default void close() {}
}
