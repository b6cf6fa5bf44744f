package io.lintel.server.wiring;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestServer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server whose database is reached by a Unix socket knocks there.
final class SocketDirectoryTest {

    @Test
    void hostThatIsADirectoryIsWhereTheSocketIs(@TempDir Path directory) throws Exception {
        var storage = "storage: {type: postgres, config: {host: %s, port: 6543, user: lena, database: books}}"
                .formatted(directory);
        var text = TestServer.STANDARD.replace("storage: {type: memory}", storage);
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(directory.resolve(".s.PGSQL.6543")));
            var greeting = CompletableFuture.supplyAsync(() -> greeting(socket));

            try (var _ = TestServer.start(text)) {
                assertThat(greeting.get(20, TimeUnit.SECONDS)).contains("user\0lena\0", "database\0books\0");
            }
        }
    }

    /// The first words of a client, after which it is left alone.
    private static String greeting(ServerSocketChannel socket) {
        try (var client = socket.accept()) {
            var words = ByteBuffer.allocate(1024);
            client.read(words);
            return new String(words.array(), 0, words.position(), ISO_8859_1);
        } catch (IOException failed) {
            return failed.toString();
        }
    }
}
