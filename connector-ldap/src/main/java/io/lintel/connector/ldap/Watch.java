package io.lintel.connector.ldap;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes a socket unless the watch is over in time, so that whatever waits for the peer fails.
///
/// A read timeout of the socket would not do: it starts anew with every byte, and a peer that sends one byte a
/// second would hold a login for ever.
final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final CompletableFuture<Void> over = new CompletableFuture<>();

    private Watch() {}

    static Watch over(Socket socket, Duration limit) {
        var watch = new Watch();
        var unused = watch.over
                .orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS)
                .whenCompleteAsync(
                        (_, late) -> {
                            if (late != null) {
                                close(socket);
                            }
                        },
                        Thread::startVirtualThread);
        return watch;
    }

    /// Whether the time was up before the watch was over.
    boolean wasTooLate() {
        return over.isCompletedExceptionally();
    }

    @Override
    public void close() {
        over.complete(null);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            LOG.debug("closing a connection that took too long failed", failed);
        }
    }
}
