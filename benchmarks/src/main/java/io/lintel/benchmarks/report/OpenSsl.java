package io.lintel.benchmarks.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.regex.Pattern;

/// How fast the machine's own OpenSSL signs with RSA-2048, on one core.
///
/// @param perSecond signatures for each second of CPU time
record OpenSsl(double perSecond) {

    private static final Pattern RSA_2048 =
            Pattern.compile("^rsa 2048 bits +[0-9.]+s +[0-9.]+s +([0-9.]+) ", Pattern.MULTILINE);

    static OpenSsl measure() throws IOException, InterruptedException {
        // Without -elapsed it divides by the CPU time it used.
        var process = new ProcessBuilder("openssl", "speed", "-seconds", "2", "rsa2048")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        var found = RSA_2048.matcher(said);
        if (!found.find()) {
            throw new IllegalStateException("openssl speed says something else than expected:\n" + said);
        }
        return new OpenSsl(Double.parseDouble(found.group(1)));
    }

    /// The CPU time of one signature.
    double milliseconds() {
        return 1000 / perSecond;
    }
}
