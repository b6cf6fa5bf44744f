package io.lintel.connector.testkit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// An HTTPS or HTTP server on the loopback interface that a test gives its words. It need not keep to HTTP.
public final class LoopbackUpstream implements AutoCloseable {

    private final ServerSocket server;
    private final String scheme;
    private final Function<Asked, Answer> words;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    private LoopbackUpstream(ServerSocket server, String scheme, Function<Asked, Answer> words) {
        this.server = server;
        this.scheme = scheme;
        this.words = words;
    }

    /// Speaks HTTPS and shows [LoopbackCertificate#shared()].
    public static LoopbackUpstream start(Function<Asked, Answer> words) {
        try {
            var sockets = LoopbackCertificate.shared().context().getServerSocketFactory();
            return start(sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress()), "https", words);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Speaks HTTP.
    public static LoopbackUpstream startPlain(Function<Asked, Answer> words) {
        try {
            return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http", words);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static LoopbackUpstream start(ServerSocket server, String scheme, Function<Asked, Answer> words) {
        var upstream = new LoopbackUpstream(server, scheme, words);
        Thread.startVirtualThread(upstream::listen);
        return upstream;
    }

    public int port() {
        return server.getLocalPort();
    }

    /// An address at this server.
    public URI at(String path) {
        return URI.create(scheme + "://127.0.0.1:" + port() + path);
    }

    /// What was asked so far.
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                open.add(socket);
                Thread.startVirtualThread(() -> serve(socket));
            } catch (IOException over) {
                return;
            }
        }
    }

    /// A client that hangs up is what many tests are about.
    private void serve(Socket socket) {
        try (socket) {
            var line = new Connection(new BufferedOutputStream(socket.getOutputStream()));
            for (var again = true; again; ) {
                var request = Asked.read(socket.getInputStream());
                asked.add(request);
                var answer = words.apply(request);
                answer.to(line);
                line.out().flush();
                again = answer.keepsTheLine();
            }
        } catch (IOException hungUp) {
            // Nothing is left to do.
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private final class Connection implements Answer.Line {

        private static final int MOMENT_IN_MILLIS = 20;

        private final OutputStream out;

        private Connection(OutputStream out) {
            this.out = out;
        }

        @Override
        public OutputStream out() {
            return out;
        }

        @Override
        public boolean pause() {
            try {
                return !closed.await(MOMENT_IN_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
