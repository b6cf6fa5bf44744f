package io.lintel.server.metrics;

import io.lintel.logout.LogoutNotices;
import io.lintel.storage.StorageUnavailableException;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells how many clients have not yet heard of a logout.
public final class LogoutMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(LogoutMetrics.class);

    public LogoutMetrics(PrometheusRegistry registry, LogoutNotices notices) {
        GaugeWithCallback.builder()
                .name("lintel_logout_outbox")
                .help("Clients that are still to be told of a logout, and those that could not be in a day.")
                .labelNames("state")
                .callback(gauge -> {
                    try {
                        var count = notices.count();
                        gauge.call((double) count.waiting(), "waiting");
                        gauge.call((double) count.givenUp(), "given_up");
                    } catch (StorageUnavailableException away) {
                        LOG.debug("the notices of logouts cannot be counted: {}", away.getMessage());
                    }
                })
                .register(registry);
    }
}
