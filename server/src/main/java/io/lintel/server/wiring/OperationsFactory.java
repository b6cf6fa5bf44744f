package io.lintel.server.wiring;

import io.lintel.authorization.Connectors;
import io.lintel.server.Version;
import io.lintel.server.audit.Audit;
import io.lintel.server.connectors.ConnectorRegistry;
import io.lintel.server.health.Health;
import io.lintel.server.health.HealthCheck;
import io.lintel.server.listener.ConnectionSetup;
import io.lintel.server.listener.Listeners;
import io.lintel.server.metrics.ConnectorMetrics;
import io.lintel.server.metrics.DecisionMetrics;
import io.lintel.server.metrics.Metrics;
import io.lintel.server.metrics.RequestMetrics;
import io.lintel.server.page.SecurityHeaders;
import io.lintel.server.settings.Settings;
import io.lintel.server.signing.CurrentKeys;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Constructs what the operator sees of the server, and what stands between the network and the rest.
@Factory
final class OperationsFactory {

    @Singleton
    PrometheusRegistry registry() {
        return new PrometheusRegistry();
    }

    @Singleton
    Metrics metrics(PrometheusRegistry registry, Health health) {
        return new Metrics(registry, Version.current(), health::checks);
    }

    @Singleton
    RequestMetrics requestMetrics(PrometheusRegistry registry, Settings settings) {
        return new RequestMetrics(registry, settings.issuer().path());
    }

    @Singleton
    ConnectorMetrics connectorMetrics(PrometheusRegistry registry, BeanProvider<ConnectorRegistry> connectors) {
        return new ConnectorMetrics(registry, () -> connectors.get().conditions());
    }

    @Singleton
    DecisionMetrics decisionMetrics(PrometheusRegistry registry, Connectors connectors) {
        return new DecisionMetrics(registry, connectors);
    }

    @Singleton
    @Bean(preDestroy = "close")
    ConnectionSetup connectionSetup(
            Listeners listeners, Settings settings, Audit audit, RequestMetrics metrics, SecurityHeaders headers) {
        return ConnectionSetup.of(listeners, settings, audit, metrics, headers.fields());
    }

    @Singleton
    Health health(List<HealthCheck> checks) {
        return new Health(checks, System::nanoTime);
    }

    @Singleton
    HealthCheck storageCheck(Storage storage) {
        return check("storage", storage::isHealthy);
    }

    @Singleton
    HealthCheck signingKeysCheck(CurrentKeys keys) {
        return check("signing_keys", keys::isReady);
    }

    private static HealthCheck check(String name, BooleanSupplier question) {
        return new HealthCheck() {

            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean isHealthy() {
                return question.getAsBoolean();
            }
        };
    }
}
