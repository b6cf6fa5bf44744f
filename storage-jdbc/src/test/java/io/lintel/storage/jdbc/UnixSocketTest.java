package io.lintel.storage.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnixSocketTest {

    private Path path;
    private ServerSocketChannel listener;
    private Socket socket;
    private SocketChannel server;

    @BeforeEach
    void connect(@TempDir Path directory) throws IOException {
        path = directory.resolve("socket");
        listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
        socket = new UnixSocketFactory(path.toString()).createSocket();
        socket.connect(InetSocketAddress.createUnresolved("localhost", 5432), 1000);
        server = listener.accept();
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        server.close();
        listener.close();
    }

    @Test
    void whatIsSentArrives() throws IOException {
        server.write(ByteBuffer.wrap("to the client".getBytes(UTF_8)));
        server.shutdownOutput();
        assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).isEqualTo("to the client");

        socket.getOutputStream().write("to the server".getBytes(UTF_8));
        socket.close();
        assertThat(new String(Channels.newInputStream(server).readAllBytes(), UTF_8))
                .isEqualTo("to the server");
    }

    @Test
    void moreThanTheBuffersHoldArrivesToo() throws IOException {
        var much = "0123456789".repeat(300_000).getBytes(UTF_8);
        Thread.ofVirtual().start(() -> {
            try {
                socket.getOutputStream().write(much);
                socket.close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });

        assertThat(Channels.newInputStream(server).readAllBytes()).isEqualTo(much);
    }

    @Test
    void readingKeepsItsTime() throws SocketException {
        socket.setSoTimeout(20);

        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void closingEndsAReadThatWaits() {
        Thread.ofVirtual().start(() -> {
            try {
                socket.close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });

        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(IOException.class);
    }

    @Test
    void missingSocketIsNamed() throws IOException {
        var missing = path.resolveSibling("missing");
        try (var other = new UnixSocketFactory(missing.toString()).createSocket()) {
            assertThatThrownBy(() -> other.connect(InetSocketAddress.createUnresolved("localhost", 5432), 1000))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining(missing.toString());
            assertThat(other.isClosed()).isTrue();
        }
    }
}
