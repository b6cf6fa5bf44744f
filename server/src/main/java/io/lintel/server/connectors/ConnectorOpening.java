package io.lintel.server.connectors;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Opens connectors in the background, and again and again those that cannot be opened. None waits for another.
public final class ConnectorOpening implements AutoCloseable {

    private final Backoff backoff;
    private final Timer timer;

    ConnectorOpening(Backoff backoff, Timer timer) {
        this.backoff = backoff;
        this.timer = timer;
    }

    /// Opens all, and returns when each was tried once or patience is over.
    public static ConnectorOpening start(List<ConfiguredConnector> connectors, Duration patience) {
        var opening = new ConnectorOpening(new Backoff(RandomGenerator.getDefault()), Timer.start());
        opening.open(connectors, patience);
        return opening;
    }

    void open(List<ConfiguredConnector> connectors, Duration patience) {
        var untried = new CountDownLatch(connectors.size());
        for (var connector : connectors) {
            timer.after(Duration.ZERO, () -> {
                try {
                    attempt(connector, 1);
                } finally {
                    untried.countDown();
                }
            });
        }
        try {
            var unused = untried.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(ConfiguredConnector connector, int number) {
        if (!connector.open()) {
            timer.after(backoff.after(number), () -> attempt(connector, number + 1));
        }
    }

    @Override
    public void close() {
        timer.close();
    }
}
