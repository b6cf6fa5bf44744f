package io.lintel.server.metrics;

import io.lintel.connector.ConnectorId;
import io.lintel.server.connectors.ConnectorRegistry.Condition;
import io.lintel.server.fence.Breaker;
import io.lintel.server.fence.CallMeter;
import io.lintel.server.fence.Operation;
import io.lintel.server.fence.Outcome;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// How the connectors of the file fare, and what is asked of them.
public final class ConnectorMetrics implements CallMeter {

    private static final double[] SECONDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30};

    private final Counter calls;
    private final Histogram seconds;
    private final Counter turns;

    public ConnectorMetrics(PrometheusRegistry registry, Supplier<List<Condition>> conditions) {
        this.calls = Counter.builder()
                .name("lintel_connector_calls_total")
                .help("Calls to connectors, made and refused.")
                .labelNames("connector", "operation", "outcome")
                .withoutExemplars()
                .register(registry);
        this.seconds = Histogram.builder()
                .name("lintel_connector_call_duration_seconds")
                .help("Time of calls to connectors that were made.")
                .labelNames("connector", "operation")
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .withoutExemplars()
                .register(registry);
        this.turns = Counter.builder()
                .name("lintel_connector_breaker_turns_total")
                .help("How often the breaker of a connector came to a state.")
                .labelNames("connector", "state")
                .withoutExemplars()
                .register(registry);
        gauge(
                registry,
                conditions,
                "lintel_connector_available",
                "Whether a connector would be called now (1) or not (0).",
                condition -> condition.isAvailable() ? 1 : 0);
        gauge(
                registry,
                conditions,
                "lintel_connector_calls_in_flight",
                "Calls to a connector that have not ended.",
                Condition::underWay);
        GaugeWithCallback.builder()
                .name("lintel_connector_breaker")
                .help("The state of the breaker of a connector: 1 for the one it has, 0 for the others.")
                .labelNames("connector", "state")
                .callback(gauge -> conditions.get().forEach(condition -> {
                    for (var state : Breaker.State.values()) {
                        gauge.call(
                                state == condition.breaker() ? 1 : 0,
                                condition.id().value(),
                                word(state));
                    }
                }))
                .register(registry);
    }

    private static void gauge(
            PrometheusRegistry registry,
            Supplier<List<Condition>> conditions,
            String name,
            String help,
            ToDoubleFunction<Condition> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("connector")
                .callback(gauge -> conditions
                        .get()
                        .forEach(condition -> gauge.call(
                                value.applyAsDouble(condition), condition.id().value())))
                .register(registry);
    }

    @Override
    public void ended(ConnectorId connector, Operation operation, Outcome outcome, long nanos) {
        calls.labelValues(connector.value(), operation.word(), outcome.word()).inc();
        switch (outcome) {
            case BROKEN_OFF, CROWDED_OUT -> {}
            default -> seconds.labelValues(connector.value(), operation.word()).observe(nanos / 1e9);
        }
    }

    @Override
    public void turned(ConnectorId connector, Breaker.State state) {
        turns.labelValues(connector.value(), word(state)).inc();
    }

    private static String word(Breaker.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
