package io.lintel.server.listener;

import io.lintel.server.settings.ListenAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/// One address the server listens at.
public final class Listener {

    private final ListenAddress address;
    private final InetSocketAddress bound;

    /// @param address with the port it really is
    public Listener(ListenAddress address) {
        this.address = address;
        this.bound = address.host().isEmpty()
                ? new InetSocketAddress(address.port())
                : new InetSocketAddress(address.host(), address.port());
    }

    public ListenAddress address() {
        return address;
    }

    /// Whether a connection came by this listener.
    ///
    /// @param local the server's end of the connection
    public boolean accepted(SocketAddress local) {
        return local instanceof InetSocketAddress there
                && there.getPort() == bound.getPort()
                && (bound.isUnresolved()
                        || bound.getAddress().isAnyLocalAddress()
                        || bound.getAddress().equals(there.getAddress()));
    }
}
