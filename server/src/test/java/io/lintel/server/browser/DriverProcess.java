package io.lintel.server.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The process that speaks WebDriver on one side and steers a browser on the other.
final class DriverProcess implements AutoCloseable {

    static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path CHROMEDRIVER = Path.of("/usr/bin/chromedriver");
    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");

    private final Process process;
    private final URI address;

    private DriverProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    static DriverProcess start() {
        if (!Files.isExecutable(CHROMIUM) || !Files.isExecutable(CHROMEDRIVER)) {
            throw new AssertionError(
                    "There is no browser to test with: install the Debian packages chromium and" + " chromium-driver");
        }
        try {
            var process = new ProcessBuilder(CHROMEDRIVER.toString(), "--port=0")
                    .redirectErrorStream(true)
                    .start();
            return new DriverProcess(process, awaitAddress(process));
        } catch (IOException failed) {
            throw new UncheckedIOException("chromedriver did not start", failed);
        }
    }

    URI address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static URI awaitAddress(Process process) throws IOException {
        var said = new StringBuilder();
        var output = process.inputReader(UTF_8);
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            var started = STARTED.matcher(line);
            if (started.find()) {
                return URI.create("http://127.0.0.1:" + started.group(1));
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("chromedriver ended at once and said:\n" + said);
    }
}
