package io.lintel.server.wiring;

import io.lintel.authorization.ConnectorEntry;
import io.lintel.authorization.UsedValues;
import io.lintel.connector.ConnectorContext;
import io.lintel.oauth2.GrantType;
import io.lintel.server.connectors.BoundConnectors;
import io.lintel.server.connectors.ConfiguredConnector;
import io.lintel.server.connectors.ConnectorOpening;
import io.lintel.server.connectors.ConnectorRegistry;
import io.lintel.server.connectors.ConnectorRegistry.Opened;
import io.lintel.server.fence.CallMeter;
import io.lintel.server.fence.Fence;
import io.lintel.server.local.ConfiguredAccounts;
import io.lintel.server.local.LocalConnector;
import io.lintel.server.local.PasswordHashing;
import io.lintel.server.settings.Compatibility;
import io.lintel.server.settings.Settings;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

/// Opens the connectors.
@Factory
final class UpstreamFactory {

    /// How long the start waits for connectors to open. Those that take longer open while the server runs.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Singleton
    @Bean(preDestroy = "close")
    PasswordHashing passwordHashing() {
        return new PasswordHashing();
    }

    /// Each behind a fence of its own.
    ///
    /// @param used asked when something is first used: opening a connector waits for no storage
    @Singleton
    Upstreams upstreams(
            BoundConnectors bound,
            Settings settings,
            HttpClient httpClient,
            BeanProvider<UsedValues> used,
            CallMeter meter,
            Clock clock) {
        var callback = URI.create(settings.issuer().endpoint("/callback"));
        var isDex = settings.compatibility() == Compatibility.DEX;
        return new Upstreams(bound.all().stream()
                .map(each -> {
                    var id = each.definition().id();
                    var context = new ConnectorContext(
                            id,
                            callback,
                            httpClient,
                            clock,
                            (value, until) -> used.get().claim(id, value, until),
                            isDex);
                    var fence = new Fence(id, each.definition().limits(), meter, System::nanoTime);
                    return new ConfiguredConnector(each, context, fence);
                })
                .toList());
    }

    /// The connectors of the file.
    record Upstreams(List<ConfiguredConnector> connectors) {}

    @Singleton
    @Bean(preDestroy = "close")
    ConnectorRegistry connectorRegistry(Upstreams upstreams, Settings settings, PasswordHashing hashing) {
        return new ConnectorRegistry(
                upstreams.connectors(), settings.enablePasswordDb() ? List.of(local(settings, hashing)) : List.of());
    }

    /// Started by whoever asks for it first.
    @Singleton
    @Bean(preDestroy = "close")
    ConnectorOpening connectorOpening(Upstreams upstreams) {
        return ConnectorOpening.start(upstreams.connectors(), PATIENCE);
    }

    /// The connector of the accounts the server keeps.
    private static Opened local(Settings settings, PasswordHashing hashing) {
        var connector = new LocalConnector(ConfiguredAccounts.of(settings.staticPasswords()), hashing);
        var entry = new ConnectorEntry(
                LocalConnector.ID, "local", "Email", connector.capabilities(), EnumSet.allOf(GrantType.class));
        return new Opened(entry, connector);
    }
}
