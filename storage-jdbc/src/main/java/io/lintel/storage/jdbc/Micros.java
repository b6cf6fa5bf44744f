package io.lintel.storage.jdbc;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Times as they are stored: microseconds since 1970.
final class Micros {

    private static final Instant LAST = toInstant(Long.MAX_VALUE);

    private Micros() {}

    static long of(Instant instant) {
        return instant.isAfter(LAST) ? Long.MAX_VALUE : ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
