package io.lintel.server;

import io.lintel.authorization.ConnectorEntry;
import io.lintel.connector.ConnectorId;
import io.lintel.oauth2.GrantType;
import io.lintel.server.connectors.ConnectorBinder;
import io.lintel.server.connectors.ConnectorOpening;
import io.lintel.server.connectors.ConnectorRegistry;
import io.lintel.server.connectors.ConnectorRegistry.Opened;
import io.lintel.server.local.ConfiguredAccounts;
import io.lintel.server.local.LocalAccount;
import io.lintel.server.local.LocalConnector;
import io.lintel.server.local.PasswordHashing;
import io.lintel.server.settings.Loaded;
import io.lintel.server.settings.Overrides;
import io.lintel.server.settings.Settings;
import io.lintel.server.settings.SettingsFile;
import io.lintel.server.settings.Strictness;
import io.lintel.server.settings.Warning;
import io.lintel.server.signing.KeyRefresh;
import io.lintel.server.storage.ExpiredRows;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/// A server made from a file, not started or running.
public final class Lintel implements AutoCloseable {

    private final ApplicationContext context;
    private final Loaded loaded;

    private Lintel(ApplicationContext context, Loaded loaded) {
        this.context = context;
        this.loaded = loaded;
    }

    /// Reads a file and opens its connectors. Nothing listens yet.
    ///
    /// @param environment the variables of the process
    /// @throws io.lintel.server.settings.InvalidSettings with every mistake there is
    public static Lintel load(Path file, Map<String, String> environment, Overrides overrides, Clock clock) {
        var context = beans();
        var opening = new ConnectorOpening(context.getBean(ConnectorBinder.class), httpClient(), clock);
        try {
            var loaded = SettingsFile.load(file, environment, overrides, Strictness.SERVE, opening);
            return new Lintel(configured(context, loaded.settings(), opening, clock), loaded);
        } catch (RuntimeException invalid) {
            opening.close();
            context.close();
            throw invalid;
        }
    }

    /// Tells everything that is wrong with a file, as if it were to be served, and more strictly.
    ///
    /// @throws io.lintel.server.settings.InvalidSettings with every mistake there is
    public static List<Warning> check(Path file, Map<String, String> environment, Clock clock) {
        try (var context = beans();
                var opening = new ConnectorOpening(context.getBean(ConnectorBinder.class), httpClient(), clock)) {
            return SettingsFile.load(file, environment, Overrides.none(), Strictness.CHECK, opening)
                    .warnings();
        }
    }

    private static ApplicationContext beans() {
        return ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .build()
                .start();
    }

    private static HttpClient httpClient() {
        return HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    }

    private static ApplicationContext configured(
            ApplicationContext context, Settings settings, ConnectorOpening opening, Clock clock) {
        context.getEnvironment().addPropertySource(PropertySource.of("settings", Listeners.properties(settings)));
        context.registerSingleton(Clock.class, clock);
        context.registerSingleton(Settings.class, settings);
        var hashing = new PasswordHashing();
        context.registerSingleton(PasswordHashing.class, hashing);
        var connectors = new ArrayList<>(opening.opened());
        if (settings.enablePasswordDb()) {
            connectors.add(local(settings, hashing));
        }
        context.registerSingleton(ConnectorRegistry.class, new ConnectorRegistry(connectors));
        return context;
    }

    /// The connector of the accounts the server keeps.
    private static Opened local(Settings settings, PasswordHashing hashing) {
        var accounts = new ConfiguredAccounts(settings.staticPasswords().stream()
                .map(written -> new LocalAccount(written.email(), written.hash(), written.identity()))
                .toList());
        var connector = new LocalConnector(accounts, hashing);
        var entry = new ConnectorEntry(
                new ConnectorId("local"), "local", "Email", connector.capabilities(), EnumSet.allOf(GrantType.class));
        return new Opened(entry, connector);
    }

    /// What an operator should know about the file.
    public Loaded loaded() {
        return loaded;
    }

    /// Listens, and answers once everything that must be there is.
    ///
    /// @return the server, for its address
    public EmbeddedServer start() {
        context.getBean(KeyRefresh.class);
        context.getBean(ExpiredRows.class);
        return context.getBean(EmbeddedServer.class).start();
    }

    ApplicationContext context() {
        return context;
    }

    /// Ends what runs: requests are finished, then connections and threads given back.
    @Override
    public void close() {
        context.close();
    }
}
