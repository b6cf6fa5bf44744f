package io.lintel.server.health;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all checks say, and whether the server has begun and is not about to end.
///
/// Whoever asks is answered with what was found at most a second ago, if that was good: a probe, or many, cost
/// the storage one question a second. What was not good is looked at anew, by one thread at a time.
public final class Health {

    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    /// How long a finding is good for.
    static final Duration FRESH = Duration.ofSeconds(1);

    /// A probe does not wait for another that waits for a check; it takes what was found before.
    private static final long PATIENCE_SECONDS = 6;

    private enum Phase {
        STARTING,
        RUNNING,
        DRAINING
    }

    private record Finding(Map<String, Boolean> checks, long ticks) {}

    private final List<HealthCheck> checks;
    private final LongSupplier ticker;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Finding latest;
    private volatile Phase phase = Phase.STARTING;

    /// @param ticker nanoseconds from some origin, like [System#nanoTime()]
    public Health(List<HealthCheck> checks, LongSupplier ticker) {
        this.checks =
                checks.stream().sorted(Comparator.comparing(HealthCheck::name)).toList();
        this.ticker = ticker;
    }

    /// By the name of the check. `server` says no before all listeners listen, and once the server was told to
    /// end.
    public Map<String, Boolean> checks() {
        var found = new LinkedHashMap<String, Boolean>();
        found.put("server", phase == Phase.RUNNING);
        found.putAll(finding().checks());
        return found;
    }

    /// Whether this server should be sent requests.
    public boolean isReady() {
        return !checks().containsValue(false);
    }

    public boolean isDraining() {
        return phase == Phase.DRAINING;
    }

    /// All listeners listen.
    public void start() {
        phase = Phase.RUNNING;
    }

    /// From now on the server is not ready.
    public void drain() {
        phase = Phase.DRAINING;
    }

    private Finding finding() {
        var found = latest;
        if (found != null && isFresh(found)) {
            return found;
        }
        try {
            if (!looking.tryLock(found == null ? PATIENCE_SECONDS : 0, TimeUnit.SECONDS)) {
                return found == null ? unknown() : found;
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return unknown();
        }
        try {
            found = latest;
            return found != null && isFresh(found) ? found : look(found);
        } finally {
            looking.unlock();
        }
    }

    private Finding look(@Nullable Finding before) {
        var found = new LinkedHashMap<String, Boolean>();
        for (var check : checks) {
            var isHealthy = isHealthy(check);
            found.put(check.name(), isHealthy);
            report(check.name(), isHealthy, before == null || before.checks().getOrDefault(check.name(), true));
        }
        var finding = new Finding(found, ticker.getAsLong());
        latest = finding;
        return finding;
    }

    private static boolean isHealthy(HealthCheck check) {
        try {
            return check.isHealthy();
        } catch (RuntimeException failed) {
            LOG.debug("the check {} failed", check.name(), failed);
            return false;
        }
    }

    private static void report(String check, boolean isHealthy, boolean wasHealthy) {
        if (!isHealthy && wasHealthy) {
            LOG.atWarn().addKeyValue("check", check).log("not ready");
        } else if (isHealthy && !wasHealthy) {
            LOG.atInfo().addKeyValue("check", check).log("ready again");
        }
    }

    private Finding unknown() {
        var found = new LinkedHashMap<String, Boolean>();
        checks.forEach(check -> found.put(check.name(), false));
        return new Finding(found, ticker.getAsLong());
    }

    private boolean isFresh(Finding found) {
        return !found.checks().containsValue(false) && ticker.getAsLong() - found.ticks() < FRESH.toNanos();
    }
}
