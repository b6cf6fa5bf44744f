package io.lintel.storage.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import javax.net.SocketFactory;

/// Makes sockets to one Unix domain socket, wherever they are told to connect to. The driver finds it by its
/// name and constructs it with its argument.
public final class UnixSocketFactory extends SocketFactory {

    private final UnixDomainSocketAddress address;

    /// @param path the socket
    public UnixSocketFactory(String path) {
        this.address = UnixDomainSocketAddress.of(Path.of(path));
    }

    @Override
    public Socket createSocket() throws IOException {
        return new UnixSocket(address);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected();
    }

    private Socket connected() throws IOException {
        var socket = createSocket();
        socket.connect(address, 0);
        return socket;
    }
}
