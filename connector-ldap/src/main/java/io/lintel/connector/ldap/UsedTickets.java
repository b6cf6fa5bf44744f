package io.lintel.connector.ldap;

import io.lintel.connector.OneTimeUse;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers the tickets that were shown to this process.
///
/// Java remembers them as well, but by the name of the service they are for, which stands beside what is sealed and
/// can be changed by anybody.
final class UsedTickets implements OneTimeUse {
    private final ConcurrentHashMap<String, Instant> used = new ConcurrentHashMap<>();
    private final Clock clock;

    UsedTickets(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean claim(String value, Instant until) {
        var now = clock.instant();
        used.values().removeIf(end -> !now.isBefore(end));
        return used.putIfAbsent(value, until) == null;
    }
}
