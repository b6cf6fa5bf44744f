package io.lintel.server.metrics;

import io.lintel.server.listener.Exchanges;
import io.lintel.server.listener.GuardedRequest;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Requests by route, method and status. Names and labels are those of dex; the histograms have its bounds and
/// finer ones below.
public final class RequestMetrics implements Exchanges {

    /// Of requests that no route answered: their addresses are whatever somebody sent.
    private static final String UNMATCHED = "unmatched";

    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete", "options");

    private static final double[] SECONDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
    private static final double[] BYTES = {200, 500, 900, 1500, 5000, 20_000, 100_000};
    private static final String[] LABELS = {"code", "method", "handler"};

    private record Labels(int code, String method, String route) {}

    private record Series(CounterDataPoint count, DistributionDataPoint seconds, DistributionDataPoint bytes) {}

    private final String issuerPath;
    private final Counter count;
    private final Histogram seconds;
    private final Histogram bytes;
    private final Gauge inFlight;
    private final AtomicLong unanswered = new AtomicLong();

    /// A look-up instead of three.
    private final Map<Labels, Series> series = new ConcurrentHashMap<>();

    public RequestMetrics(PrometheusRegistry registry, String issuerPath) {
        this.issuerPath = issuerPath;
        this.count = Counter.builder()
                .name("http_requests_total")
                .help("Requests that were answered.")
                .labelNames(LABELS)
                .withoutExemplars()
                .register(registry);
        this.seconds = Histogram.builder()
                .name("request_duration_seconds")
                .help("Time from the header of a request to its response.")
                .labelNames(LABELS)
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .withoutExemplars()
                .register(registry);
        this.bytes = Histogram.builder()
                .name("response_size_bytes")
                .help("Size of the content of responses.")
                .labelNames(LABELS)
                .classicOnly()
                .classicUpperBounds(BYTES)
                .withoutExemplars()
                .register(registry);
        this.inFlight = Gauge.builder()
                .name("http_requests_in_flight")
                .help("Requests that wait for their response.")
                .withoutExemplars()
                .register(registry);
    }

    @Override
    public void began() {
        unanswered.incrementAndGet();
        inFlight.inc();
    }

    @Override
    public void answered(GuardedRequest request, int status, long size) {
        abandoned();
        var labels = new Labels(status, request.method().name(), request.route());
        var known = series.get(labels);
        if (known == null) {
            known = series(labels);
        }
        known.count().inc();
        known.seconds().observe(request.nanosSinceItBegan() / 1e9);
        known.bytes().observe((double) size);
    }

    @Override
    public void abandoned() {
        unanswered.decrementAndGet();
        inFlight.dec();
    }

    /// How many requests wait for their response.
    public long unanswered() {
        return unanswered.get();
    }

    private Series series(Labels labels) {
        var method = labels.method().toLowerCase(Locale.ROOT);
        var bounded = new Labels(labels.code(), METHODS.contains(method) ? labels.method() : "unknown", labels.route());
        return series.computeIfAbsent(bounded, unknown -> newSeries(bounded));
    }

    private Series newSeries(Labels labels) {
        String[] values = {
            String.valueOf(labels.code()), labels.method().toLowerCase(Locale.ROOT), handler(labels.route())
        };
        return new Series(count.labelValues(values), seconds.labelValues(values), bytes.labelValues(values));
    }

    /// Relative to the issuer, as dex has it.
    private String handler(String route) {
        if (route.isEmpty()) {
            return UNMATCHED;
        }
        var below = route.startsWith(issuerPath) ? route.substring(issuerPath.length()) : route;
        return below.isEmpty() ? "/" : below;
    }
}
