package io.lintel.server.listener;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Handshakes of the program `openssl`, a client that shares no code with the server.
final class OpenSslClient {

    private final int port;

    OpenSslClient(int port) {
        this.port = port;
    }

    /// What came of one handshake.
    ///
    /// @param told what the program says of it
    record Handshake(boolean works, String told) {}

    /// @param options what is offered, such as `-tls1_2`
    Handshake offer(String... options) {
        var command = new ArrayList<>(List.of("openssl", "s_client", "-brief", "-connect", "127.0.0.1:" + port));
        command.addAll(List.of(options));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var told = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("openssl does not end: " + told);
            }
            return new Handshake(process.exitValue() == 0, told);
        } catch (IOException failed) {
            throw new UncheckedIOException("./verify installs openssl", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
