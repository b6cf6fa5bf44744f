package io.lintel.server;

import io.lintel.connector.ConnectorId;
import io.lintel.connector.RehearsingConnector.Rehearsal;
import io.lintel.server.audit.Audit;
import io.lintel.server.audit.AuditEvent;
import io.lintel.server.connectors.BoundConnectors;
import io.lintel.server.connectors.ConnectorBinder;
import io.lintel.server.connectors.ConnectorListing;
import io.lintel.server.connectors.ConnectorOpening;
import io.lintel.server.connectors.ConnectorRehearsal;
import io.lintel.server.connectors.ConnectorTrial;
import io.lintel.server.doctor.Doctor;
import io.lintel.server.doctor.Examination;
import io.lintel.server.health.Health;
import io.lintel.server.listener.ConnectionSetup;
import io.lintel.server.listener.Listeners;
import io.lintel.server.local.ConfiguredAccounts;
import io.lintel.server.local.LocalConnector;
import io.lintel.server.local.PasswordHashing;
import io.lintel.server.metrics.RequestMetrics;
import io.lintel.server.settings.Compatibility;
import io.lintel.server.settings.FeatureFlags;
import io.lintel.server.settings.InvalidSettings;
import io.lintel.server.settings.Loaded;
import io.lintel.server.settings.Mistakes;
import io.lintel.server.settings.Overrides;
import io.lintel.server.settings.PluginSettings;
import io.lintel.server.settings.Settings;
import io.lintel.server.settings.SettingsFile;
import io.lintel.server.settings.Strictness;
import io.lintel.server.settings.Warning;
import io.lintel.server.signing.KeyRefresh;
import io.lintel.server.storage.ExpiredRows;
import io.lintel.server.wiring.InstallationKeys;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A server made from a file, not started or running.
public final class Lintel implements AutoCloseable {

    /// How long requests may take to finish when the server ends.
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final ApplicationContext context;
    private final ConnectorTrial trial;
    private final Loaded loaded;

    private Lintel(ApplicationContext context, ConnectorTrial trial, Loaded loaded) {
        this.context = context;
        this.trial = trial;
        this.loaded = loaded;
    }

    /// Reads a file and opens its connectors. Nothing listens yet.
    ///
    /// @param environment the variables of the process
    /// @throws InvalidSettings with every mistake there is
    public static Lintel load(Path file, Map<String, String> environment, Overrides overrides, Clock clock) {
        var context = beans();
        var httpClient = httpClient();
        var trial = new ConnectorTrial(context.getBean(ConnectorBinder.class), context, httpClient, clock);
        try {
            var loaded = SettingsFile.load(file, environment, overrides, Strictness.SERVE, trial);
            context.registerSingleton(HttpClient.class, httpClient);
            context.registerSingleton(BoundConnectors.class, trial.bound());
            return new Lintel(configured(context, loaded.settings(), clock), trial, loaded);
        } catch (RuntimeException invalid) {
            context.close();
            trial.close();
            throw invalid;
        }
    }

    /// Tells everything that is wrong with a file, as if it were to be served, and more strictly.
    ///
    /// @throws InvalidSettings with every mistake there is
    public static List<Warning> check(Path file, Map<String, String> environment, Clock clock) {
        try (var context = beans();
                var httpClient = httpClient();
                var trial = new ConnectorTrial(context.getBean(ConnectorBinder.class), context, httpClient, clock)) {
            return SettingsFile.load(file, environment, Overrides.none(), Strictness.CHECK, trial)
                    .warnings();
        }
    }

    /// Tells which types of connectors there are.
    ///
    /// @param file whose plugins are looked at; null for those beside the server
    /// @throws InvalidSettings if the file cannot be read, or a plugin cannot be used. Other mistakes do not matter
    public static ConnectorListing connectors(@Nullable Path file, Map<String, String> environment, Clock clock) {
        try (var context = beans();
                var httpClient = httpClient();
                var trial = new ConnectorTrial(context.getBean(ConnectorBinder.class), context, httpClient, clock)) {
            if (file == null) {
                var mistakes = new Mistakes(Strictness.CHECK, FeatureFlags.of(environment));
                trial.prepare(Compatibility.DEFAULT, PluginSettings.ofTheServer(), mistakes);
                mistakes.throwIfAny();
            } else {
                try {
                    SettingsFile.load(file, environment, Overrides.none(), Strictness.CHECK, trial);
                } catch (InvalidSettings invalid) {
                    if (!trial.isPrepared() || invalid.mistakes().stream().anyMatch(PluginSettings::isAbout)) {
                        throw invalid;
                    }
                }
            }
            return trial.listing();
        }
    }

    /// What a connector of a file would make of a message, at the time of the clock.
    ///
    /// @param requestId the request that the message is said to answer, or null if nobody asked
    /// @throws io.lintel.server.settings.InvalidSettings with every mistake there is
    static Rehearsal rehearse(
            Path file,
            Map<String, String> environment,
            ConnectorId connector,
            Clock clock,
            byte[] message,
            @Nullable String requestId) {
        try (var context = beans();
                var httpClient = httpClient();
                var trial = new ConnectorTrial(context.getBean(ConnectorBinder.class), context, httpClient, clock)) {
            var settings = SettingsFile.load(file, environment, Overrides.none(), Strictness.SERVE, trial)
                    .settings();
            return new ConnectorRehearsal(trial, settings.issuer()).rehearse(connector, message, requestId);
        }
    }

    /// Examines the way to each upstream of a file, and prints every step.
    ///
    /// @return how many steps failed
    /// @throws InvalidSettings with every mistake there is
    public static int examine(
            Path file, Map<String, String> environment, Examination wanted, PrintStream out, Clock clock) {
        try (var context = beans();
                var httpClient = httpClient();
                var trial = new ConnectorTrial(context.getBean(ConnectorBinder.class), context, httpClient, clock)) {
            var settings = SettingsFile.load(file, environment, Overrides.none(), Strictness.SERVE, trial)
                    .settings();
            var doctor = new Doctor(settings.issuer(), wanted, out, clock);
            for (var connector : trial.bound().all()) {
                doctor.examine(connector, trial.context(connector.definition(), settings.issuer()));
            }
            if (settings.enablePasswordDb()) {
                try (var hashing = new PasswordHashing()) {
                    doctor.examine(LocalConnector.ID, "local", "Email", local(settings, hashing));
                }
            }
            return doctor.finish();
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

    private static LocalConnector local(Settings settings, PasswordHashing hashing) {
        return new LocalConnector(ConfiguredAccounts.of(settings.staticPasswords()), hashing);
    }

    private static HttpClient httpClient() {
        return new LateHttpClient(() ->
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build());
    }

    private static ApplicationContext configured(ApplicationContext context, Settings settings, Clock clock) {
        var listeners = Listeners.of(settings);
        var properties = listeners.properties();
        var path = settings.issuer().path();
        properties.put("lintel.path", path.isEmpty() ? "/" : path);
        context.getEnvironment().addPropertySource(PropertySource.of("settings", properties));
        context.registerSingleton(Listeners.class, listeners);
        context.registerSingleton(Clock.class, clock);
        context.registerSingleton(Settings.class, settings);
        return context;
    }

    /// What an operator should know about the file.
    public Loaded loaded() {
        return loaded;
    }

    /// Listens, and answers once everything that must be there is.
    ///
    /// @return the server, for its address
    public EmbeddedServer start() {
        context.getBean(InstallationKeys.class).readIfThere();
        context.getBean(KeyRefresh.class);
        context.getBean(ExpiredRows.class);
        context.getBean(ConnectorOpening.class);
        var server = context.getBean(EmbeddedServer.class).start();
        context.getBean(Health.class).start();
        var addresses = new LinkedHashMap<String, String>();
        context.getBean(Listeners.class)
                .addresses()
                .forEach((name, address) -> addresses.put(name, address.toString()));
        audit().record(new AuditEvent.ServerStarted(Version.current(), addresses));
        return server;
    }

    /// Looks at once for what may be exchanged while the server runs: the certificate.
    public void reload() {
        context.getBean(ConnectionSetup.class).reload();
    }

    /// Ends in order: is not ready any more, goes on for a while so that everybody notices, then takes no more
    /// connections, finishes the requests it has, for at most [#PATIENCE], and closes.
    ///
    /// @param reason for the log
    /// @param delay how long to go on
    public void drain(String reason, Duration delay) {
        context.getBean(Health.class).drain();
        audit().record(new AuditEvent.ServerDraining(reason));
        try {
            if (!closed.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                finishRequests();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        audit().record(new AuditEvent.ServerStopped(
                context.getBean(RequestMetrics.class).unanswered()));
        close();
    }

    private void finishRequests() throws InterruptedException {
        try {
            context.getBean(NettyEmbeddedServer.class)
                    .shutdownGracefully()
                    .toCompletableFuture()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException outOfPatience) {
            // How many are cut off is in the audit event.
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the listeners did not close", failed.getCause());
        }
    }

    private Audit audit() {
        return context.getBean(Audit.class);
    }

    /// What it is made of.
    public ApplicationContext context() {
        return context;
    }

    /// Ends what runs: connections are closed, threads and files given back.
    @Override
    public void close() {
        closed.countDown();
        context.close();
        trial.close();
    }
}
