package io.lintel.server.signing;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Keeps [CurrentKeys] current while the server runs. Its timer does not depend on the clock.
public final class KeyRefresh implements AutoCloseable {

    /// How often keys are read anew. After a failure it is every [CurrentKeys#FAILURE_PAUSE].
    static final Duration PERIOD = Duration.ofSeconds(30);

    private final CurrentKeys keys;
    private final CountDownLatch closed = new CountDownLatch(1);

    private KeyRefresh(CurrentKeys keys) {
        this.keys = keys;
    }

    /// Reads the keys for the first time as soon as it can, and answers without waiting for that.
    public static KeyRefresh start(CurrentKeys keys) {
        var refresh = new KeyRefresh(keys);
        Thread.ofVirtual().name("signing-keys").start(refresh::run);
        return refresh;
    }

    private void run() {
        try {
            var pause = Duration.ZERO;
            while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = keys.refresh() ? PERIOD : CurrentKeys.FAILURE_PAUSE;
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
