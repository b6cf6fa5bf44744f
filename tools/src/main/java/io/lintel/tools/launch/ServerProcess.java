package io.lintel.tools.launch;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The server as a process of its own, which writes what it says into a file.
final class ServerProcess {

    private static final int POLL_MILLISECONDS = 50;
    private static final int LINES_SHOWN = 20;

    private final Process process;
    private final Path log;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// @param command a java that runs the server's jar; `serve` and the file are added
    /// @param folder its working directory, from which the configuration is named
    /// @param log a file in the folder
    static ServerProcess start(List<String> command, Path folder, String configuration, String log) throws IOException {
        var complete = new ArrayList<>(command);
        complete.add("serve");
        complete.add(configuration);
        return new ServerProcess(
                new ProcessBuilder(complete)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(log).toFile())
                        .start(),
                folder.resolve(log));
    }

    /// Waits until an address answers with 200.
    ///
    /// @throws LaunchException if the server ends or the time is over before that; the message shows its last
    ///     words
    void awaitAnswer(URI address, Duration patience) throws InterruptedException {
        var giveUp = System.nanoTime() + patience.toNanos();
        try (var http = HttpClient.newBuilder().connectTimeout(patience).build()) {
            while (!answers(
                    http, HttpRequest.newBuilder(address).timeout(patience).build())) {
                if (process.waitFor(POLL_MILLISECONDS, MILLISECONDS)) {
                    throw new LaunchException("the server has ended with status " + process.exitValue() + lastWords());
                }
                if (System.nanoTime() > giveUp) {
                    throw new LaunchException("the server did not answer at " + address + " in " + patience.toSeconds()
                            + " s" + lastWords());
                }
            }
        }
    }

    /// Waits until it has ended, for whatever reason.
    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /// Asks it to end (SIGTERM) and waits for that; kills it if it takes too long.
    ///
    /// @return whether it ended by itself
    boolean stop(Duration patience) {
        process.destroy();
        try {
            if (process.waitFor(patience.toMillis(), MILLISECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return false;
    }

    /// The end of what it wrote, and where all of it is.
    String lastWords() {
        try {
            var lines = Files.readAllLines(log);
            var last = lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
            return "; it said, in " + log + ":\n" + String.join("\n", last);
        } catch (IOException unreadable) {
            return "; what it said is in " + log;
        }
    }

    private static boolean answers(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
