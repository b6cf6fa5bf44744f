package io.lintel.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Makes keys for tests with the program `openssl`.
final class OpenSsl {

    private OpenSsl() {}

    /// Writes an RSA key to `NAME.key` and its certificate, which signed itself, to `NAME.crt`.
    static void selfSigned(Path folder, String name) {
        try {
            var process = new ProcessBuilder(
                            "openssl",
                            "req",
                            "-x509",
                            "-newkey",
                            "rsa:2048",
                            "-nodes",
                            "-days",
                            "365",
                            "-subj",
                            "/CN=" + name,
                            "-keyout",
                            name + ".key",
                            "-out",
                            name + ".crt")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError("openssl made no key");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("./verify installs openssl", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
