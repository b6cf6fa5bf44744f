package io.lintel.server.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What is released, started as an operator starts it, and seen from outside.
public final class ReleasedServer implements AutoCloseable {

    /// Whoever is still not there, or still there, hangs.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path log;
    private final int port;
    private final int telemetryPort;

    private ReleasedServer(Process process, Path log, int port, int telemetryPort) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.telemetryPort = telemetryPort;
    }

    /// @param folder where its file, its database and its log are
    /// @param text of the configuration, in which `@PORT@` and `@TELEMETRY_PORT@` stand for what is free, as in
    ///     [TestServer]
    public static ReleasedServer start(Path folder, String text) throws IOException, InterruptedException {
        int port;
        int telemetryPort;
        try (var one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = one.getLocalPort();
            telemetryPort = other.getLocalPort();
        }
        var file = folder.resolve("lintel-" + port + ".yaml");
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.writeString(
                Files.createFile(file, owner),
                text.replace("@PORT@", String.valueOf(port))
                        .replace("@TELEMETRY_PORT@", String.valueOf(telemetryPort)));
        var log = folder.resolve("lintel-" + port + ".log");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var jar = Path.of("target", "lintel.jar").toAbsolutePath().toString();
        var process = new ProcessBuilder(List.of(
                        java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar, "serve", file.toString()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var server = new ReleasedServer(process, log, port, telemetryPort);
        server.awaitReady();
        return server;
    }

    private void awaitReady() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            for (var start = System.nanoTime(); !isReady(http); ) {
                if (!process.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
                    close();
                    throw new AssertionError("the server did not start:\n" + log());
                }
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
        }
    }

    /// Whether it says that it may be sent requests; not, if nobody answers.
    public boolean isReady(HttpClient http) throws InterruptedException {
        try {
            var probe = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + telemetryPort + "/healthz/ready"));
            return http.send(probe.build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException nobodyThere) {
            return false;
        }
    }

    /// An address below the path `/idp`.
    public URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + "/idp" + path);
    }

    /// Sends the signal TERM.
    public void terminate() {
        process.destroy();
    }

    /// @return with which status it has ended
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the server does not end:\n" + log());
        }
        return process.exitValue();
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends the signal KILL, and returns when there is no such process any more.
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
