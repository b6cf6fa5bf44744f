package io.lintel.server.fence;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// A ticker that stands still until it is moved.
final class Ticks implements LongSupplier {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override
    public long getAsLong() {
        return nanos.get();
    }
}
