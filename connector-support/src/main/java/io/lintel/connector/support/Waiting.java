package io.lintel.connector.support;

import io.lintel.connector.ConnectorException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits as upstreams ask for it, until the connector is closed.
public final class Waiting implements AutoCloseable {

    private final CountDownLatch closed = new CountDownLatch(1);

    /// @throws ConnectorException unavailable if the connector is closed meanwhile
    public void pass(Duration time) {
        try {
            if (closed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw ConnectorException.unavailable("the connector was closed while it waited for the upstream", null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw ConnectorException.unavailable("interrupted while waiting for the upstream", interrupted);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
