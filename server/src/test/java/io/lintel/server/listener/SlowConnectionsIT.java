package io.lintel.server.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Thousands of connections that send the header of a request byte by byte, against a real server.
@Tag("SEC-L2")
final class SlowConnectionsIT {

    private static final int MOST = 5_000;

    /// What the rest of the process needs: class files, the server's own sockets, and whatever else runs here.
    private static final int SPARE_DESCRIPTORS = 1_000;

    private static final int LEAST_HEALTHY = 50;
    private static final long LARGEST_HEAP = 512L * 1024 * 1024;

    /// Long after every limit: a server that closes nothing fails the test and does not hold it for ever.
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final byte[] HEADER =
            ("GET /idp/keys HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(4_000)).getBytes(US_ASCII);

    @Test
    void healthAnswersWhileTheyHangAndTheLimitsCloseThem() throws Exception {
        try (var server = TestServer.start();
                var crowd = new Crowd(server.port())) {
            awaitKeys(server);
            crowd.connect(affordable());
            var wellAnswered = new AtomicInteger();
            var asking = CompletableFuture.runAsync(() -> askForHealth(server, crowd, wellAnswered));

            crowd.dribbleUntilAllAreClosed();
            asking.get();

            assertThat(crowd.answered()).as("none of them was ever a request").isZero();
            assertThat(wellAnswered).hasValueGreaterThanOrEqualTo(LEAST_HEALTHY);
        }
    }

    /// Each on a connection of its own and on one that is kept, at either listener, as long as all the others hang.
    private static void askForHealth(TestServer server, Crowd crowd, AtomicInteger wellAnswered) {
        try (var browser = new TestBrowser()) {
            while (crowd.hangsWhole()) {
                assertThat(browser.get(server.telemetry("/healthz/live")).body())
                        .isEqualTo("ok");
                assertThat(browser.get(server.at("/healthz")).body()).isEqualTo("Health check passed");
                var answer = RawConnection.exchange(
                        server.port(), "GET /idp/healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                assertThat(RawConnection.statuses(answer)).containsExactly(200);
                if (crowd.hangsWhole()) {
                    wellAnswered.addAndGet(3);
                }
                if (wellAnswered.get() == LEAST_HEALTHY + 1) {
                    assertThat(usedHeap()).isLessThan(LARGEST_HEAP);
                }
            }
        }
    }

    /// Without keys to sign with the server is not well.
    private static void awaitKeys(TestServer server) {
        try (var browser = new TestBrowser()) {
            assertThat(browser.get(server.at("/keys")).statusCode()).isEqualTo(200);
        }
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /// As many as the process may have descriptors for, of which each connection takes two: client and server are
    /// in one process. The JVM has raised its limit as far as it is allowed to before this is asked.
    private static int affordable() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            var free = system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount() - SPARE_DESCRIPTORS;
            assertThat(free).as("free file descriptors; raise ulimit -n").isGreaterThan(1_000);
            return (int) Math.min(MOST, free / 2);
        }
        return MOST;
    }

    /// Many connections in the hands of one thread.
    private static final class Crowd implements AutoCloseable {

        private static final int PAUSE_MILLIS = 250;

        private final InetSocketAddress address;
        private final Selector selector = Selector.open();
        private final List<SocketChannel> channels = new ArrayList<>();
        private final ByteBuffer read = ByteBuffer.allocate(1024);
        private int answered;
        private volatile boolean hangsWhole;

        Crowd(int port) throws IOException {
            address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        }

        /// The first byte of each is sent here; from now on each has the time the limits give it.
        void connect(int count) throws IOException {
            for (var i = 0; i < count; i++) {
                var channel = SocketChannel.open(address);
                channels.add(channel);
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ);
            }
            hangsWhole = true;
            sendByte(0);
        }

        boolean hangsWhole() {
            return hangsWhole;
        }

        /// How many heard anything from the server but its goodbye.
        int answered() {
            return answered;
        }

        void dribbleUntilAllAreClosed() throws IOException {
            var deadline = System.nanoTime() + PATIENCE.toNanos();
            for (var at = 1; !selector.keys().isEmpty(); at++) {
                assertThat(System.nanoTime() - deadline)
                        .as(
                                "%d slow connections are still open",
                                selector.keys().size())
                        .isNegative();
                var next = System.nanoTime() + PAUSE_MILLIS * 1_000_000L;
                for (var left = PAUSE_MILLIS * 1_000_000L; left > 0; left = next - System.nanoTime()) {
                    selector.select(key -> hear((SocketChannel) key.channel()), Math.max(1, left / 1_000_000));
                    selector.selectNow();
                }
                sendByte(at);
            }
        }

        private void sendByte(int at) {
            for (var channel : channels) {
                if (channel.isOpen()) {
                    try {
                        channel.write(ByteBuffer.wrap(HEADER, at % HEADER.length, 1));
                    } catch (IOException closed) {
                        end(channel);
                    }
                }
            }
        }

        private void hear(SocketChannel channel) {
            try {
                read.clear();
                if (channel.read(read) < 0) {
                    end(channel);
                } else {
                    answered++;
                }
            } catch (IOException reset) {
                end(channel);
            }
        }

        private void end(SocketChannel channel) {
            hangsWhole = false;
            try {
                channel.close();
            } catch (IOException alreadyClosed) {
                // It is what was wanted.
            }
        }

        @Override
        public void close() throws IOException {
            hangsWhole = false;
            for (var channel : channels) {
                channel.close();
            }
            selector.close();
        }
    }
}
