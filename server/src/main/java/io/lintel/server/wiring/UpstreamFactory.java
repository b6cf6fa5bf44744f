package io.lintel.server.wiring;

import io.lintel.authorization.ConnectorEntry;
import io.lintel.authorization.UsedValues;
import io.lintel.connector.ConnectorContext;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.Issuer;
import io.lintel.server.connectors.BoundConnector;
import io.lintel.server.connectors.BoundConnectors;
import io.lintel.server.connectors.ConnectorRegistry;
import io.lintel.server.connectors.ConnectorRegistry.Opened;
import io.lintel.server.local.ConfiguredAccounts;
import io.lintel.server.local.LocalConnector;
import io.lintel.server.local.PasswordHashing;
import io.lintel.server.settings.Compatibility;
import io.lintel.server.settings.ConnectorDefinition;
import io.lintel.server.settings.Settings;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;

/// Opens the connectors.
@Factory
final class UpstreamFactory {

    @Singleton
    @Bean(preDestroy = "close")
    PasswordHashing passwordHashing() {
        return new PasswordHashing();
    }

    /// @param used asked when something is first used: opening a connector waits for no storage
    @Singleton
    @Bean(preDestroy = "close")
    ConnectorRegistry connectorRegistry(
            BoundConnectors configured,
            Settings settings,
            HttpClient httpClient,
            PasswordHashing hashing,
            BeanProvider<UsedValues> used,
            Clock clock) {
        var callback = callback(settings.issuer());
        var isDex = settings.compatibility() == Compatibility.DEX;
        var opened = new ArrayList<Opened>();
        for (var each : configured.all()) {
            var id = each.definition().id();
            opened.add(open(
                    each,
                    new ConnectorContext(
                            id,
                            callback,
                            httpClient,
                            clock,
                            (value, until) -> used.get().claim(id, value, until),
                            isDex)));
        }
        if (settings.enablePasswordDb()) {
            opened.add(local(settings, hashing));
        }
        return new ConnectorRegistry(opened);
    }

    private static Opened open(BoundConnector<?> bound, ConnectorContext context) {
        var definition = bound.definition();
        var connector = bound.open(context);
        var entry = new ConnectorEntry(
                definition.id(),
                definition.type(),
                definition.name(),
                connector.capabilities(),
                grantTypes(definition));
        return new Opened(entry, connector);
    }

    private static URI callback(Issuer issuer) {
        return URI.create(issuer.endpoint("/callback"));
    }

    /// None configured means all.
    private static Set<GrantType> grantTypes(ConnectorDefinition definition) {
        return definition.grantTypes().isEmpty() ? EnumSet.allOf(GrantType.class) : definition.grantTypes();
    }

    /// The connector of the accounts the server keeps.
    private static Opened local(Settings settings, PasswordHashing hashing) {
        var connector = new LocalConnector(ConfiguredAccounts.of(settings.staticPasswords()), hashing);
        var entry = new ConnectorEntry(
                LocalConnector.ID, "local", "Email", connector.capabilities(), EnumSet.allOf(GrantType.class));
        return new Opened(entry, connector);
    }
}
