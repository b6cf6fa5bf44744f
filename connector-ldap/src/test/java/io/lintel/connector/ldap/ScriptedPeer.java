package io.lintel.connector.ldap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CopyOnWriteArrayList;

/// A peer on the loopback interface that plays a script with everybody who connects, and remembers all it was
/// sent.
final class ScriptedPeer implements AutoCloseable {
    private final ServerSocket listener;
    private final Script script;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final CopyOnWriteArrayList<Socket> guests = new CopyOnWriteArrayList<>();

    /// What is done with one connection; it is left open when the script ends.
    interface Script {
        void play(Conversation conversation) throws IOException, InterruptedException;
    }

    ScriptedPeer(Script script) throws IOException {
        this.script = script;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return guests.size();
    }

    /// All bytes of all connections, as Latin-1.
    String received() {
        return received.toString(StandardCharsets.ISO_8859_1);
    }

    /// One connection, seen by the script.
    final class Conversation {
        private final Socket socket;

        private Conversation(Socket socket) {
            this.socket = socket;
        }

        /// Waits for bytes of the guest; empty once the guest has left.
        byte[] read() throws IOException {
            var buffer = new byte[64 * 1024];
            var count = socket.getInputStream().read(buffer);
            if (count < 0) {
                return new byte[0];
            }
            received.write(buffer, 0, count);
            return Arrays.copyOf(buffer, count);
        }

        /// Reads until the guest has left.
        void readAll() throws IOException {
            while (read().length > 0) {
                // What was read is remembered.
            }
        }

        void write(byte... bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        /// Where a script writes what it has read by itself.
        OutputStream memory() {
            return received;
        }

        Socket socket() {
            return socket;
        }

        void hangUp() throws IOException {
            socket.close();
        }
    }

    private void listen() {
        while (true) {
            try {
                var guest = listener.accept();
                guests.add(guest);
                Thread.ofVirtual().start(() -> play(guest));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void play(Socket guest) {
        try {
            script.play(new Conversation(guest));
        } catch (IOException left) {
            // The guest closed the connection, which is what most scripts wait for.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var guest : guests) {
            guest.close();
        }
    }
}
