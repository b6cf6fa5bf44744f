package io.lintel.benchmarks.report;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server as a process of its own, seen from outside.
final class ServerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(3);
    private static final int KIB_PER_MIB = 1024;

    private final Process process;
    private final Path log;
    private final long started;

    private ServerProcess(Process process, Path log, long started) {
        this.process = process;
        this.log = log;
        this.started = started;
    }

    static ServerProcess start(List<String> command, Path folder) throws IOException {
        var log = folder.resolve("server.log");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // What the launcher runs is what this checkout has built.
        builder.environment().put("LINTEL_BUILD", "never");
        var started = System.nanoTime();
        return new ServerProcess(builder.start(), log, started);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Asks until the answer is 200.
    ///
    /// @return the milliseconds since it was started
    double awaitAnswer(URI address) throws IOException, InterruptedException {
        while (!answers(address)) {
            if (!process.isAlive() || System.nanoTime() - started > PATIENCE.toNanos()) {
                throw new IllegalStateException("there is no server at " + address + ":\n" + Files.readString(log));
            }
            Thread.sleep(PAUSE);
        }
        return (System.nanoTime() - started) / 1e6;
    }

    private static boolean answers(URI address) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
            var request = "GET " + address.getPath() + " HTTP/1.1\r\nHost: " + address.getAuthority()
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            var status = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return new String(status, US_ASCII).endsWith(" 200");
        } catch (IOException notYet) {
            return false;
        }
    }

    /// All CPU time it has used, in milliseconds.
    double cpu() {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
    }

    /// The memory it occupies now, in MiB.
    double residentMemory() throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Double.parseDouble(line.replaceAll("[^0-9]", "")) / KIB_PER_MIB;
            }
        }
        throw new IllegalStateException("the server has ended");
    }

    /// The program and its arguments, as they are now: a script may have become another program.
    List<String> command() {
        var info = process.info();
        var command = new java.util.ArrayList<String>();
        command.add(info.command().orElseThrow());
        command.addAll(List.of(info.arguments().orElseThrow()));
        return command;
    }

    long pid() {
        return process.pid();
    }

    /// What the server's JVM answers to a command of `jcmd`.
    String diagnose(String command) throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var asking = new ProcessBuilder(jcmd, String.valueOf(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        var answer = new String(asking.getInputStream().readAllBytes(), UTF_8);
        if (asking.waitFor() != 0) {
            throw new IllegalStateException("jcmd " + command + " failed: " + answer);
        }
        return answer;
    }

    /// Ends it in order, so that it can do what it does last.
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the server does not end");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
