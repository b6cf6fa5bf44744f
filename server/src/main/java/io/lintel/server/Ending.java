package io.lintel.server;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How a running server ends: with the first signal in order, with the second at once.
final class Ending {

    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    /// What a shell would report, had the signal not been caught.
    private static final int KILLED = 128;

    private static final int INT = 2;
    private static final int TERM = 15;

    private final Lintel lintel;
    private final AtomicBoolean hasBegun = new AtomicBoolean();

    private Ending(Lintel lintel) {
        this.lintel = lintel;
    }

    /// From now on TERM ends the server in order, INT the same without waiting for others to notice, and HUP
    /// makes it read its certificate again.
    static void onSignals(Lintel lintel) {
        var ending = new Ending(lintel);
        var delay = lintel.loaded().settings().web().shutdownDelay();
        // For all other ways to end, and for a JVM that keeps its signals.
        Runtime.getRuntime().addShutdownHook(new Thread(lintel::close, "shutdown"));
        Signals.on("TERM", () -> ending.signalled("TERM", delay, KILLED + TERM));
        Signals.on("INT", () -> ending.signalled("INT", Duration.ZERO, KILLED + INT));
        Signals.on("HUP", lintel::reload);
    }

    private void signalled(String signal, Duration delay, int statusAtOnce) {
        if (!hasBegun.compareAndSet(false, true)) {
            Runtime.getRuntime().halt(statusAtOnce);
        }
        try {
            lintel.drain("signal " + signal, delay);
            System.exit(0);
        } catch (RuntimeException failed) {
            LOG.error("the server did not end in order", failed);
            System.exit(1);
        }
    }
}
