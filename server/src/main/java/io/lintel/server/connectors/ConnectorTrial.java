package io.lintel.server.connectors;

import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.OneTimeUse;
import io.lintel.connector.PasswordConnector;
import io.lintel.oauth2.Issuer;
import io.lintel.server.fence.Deadline;
import io.lintel.server.plugin.Plugins;
import io.lintel.server.settings.Compatibility;
import io.lintel.server.settings.ConnectorCheck;
import io.lintel.server.settings.ConnectorDefinition;
import io.lintel.server.settings.Mistakes;
import io.lintel.server.settings.PluginSettings;
import io.micronaut.context.BeanContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Opens the connectors of a file while it is read, and closes them again, so that what only a connector can find
/// wrong with its configuration is told together with all other mistakes. There is no storage yet.
public final class ConnectorTrial implements ConnectorCheck, AutoCloseable {

    private static final Duration TIME = Duration.ofSeconds(10);

    private static final OneTimeUse NO_STORAGE = (value, until) -> {
        throw new IllegalStateException("a connector used something while its configuration was being checked");
    };

    private final BeanContext beans;
    private final HttpClient httpClient;
    private final Clock clock;
    private final List<BoundConnector<?>> bound = new ArrayList<>();
    private final Set<String> withoutPasswords = new HashSet<>();
    private ConnectorBinder binder;
    private Plugins plugins = Plugins.none();
    private boolean isPrepared;
    private Compatibility compatibility = Compatibility.DEFAULT;

    /// @param beans of the server, which plugins may ask for
    public ConnectorTrial(ConnectorBinder binder, BeanContext beans, HttpClient httpClient, Clock clock) {
        this.binder = binder;
        this.beans = beans;
        this.httpClient = httpClient;
        this.clock = clock;
    }

    @Override
    public void prepare(Compatibility wanted, PluginSettings settings, Mistakes mistakes) {
        isPrepared = true;
        compatibility = wanted;
        binder.factories().all().stream()
                .flatMap(factory -> Plugins.problemOf(factory).stream())
                .forEach(problem -> mistakes.add(PluginSettings.CLASS_PATH, problem));
        var directory = settings.directory() == null
                ? Plugins.besideTheServer()
                : Optional.of(settings.directory()).filter(Files::isDirectory);
        if (directory.isPresent()) {
            plugins = Plugins.load(directory.get(), beans, refused -> mistakes.add(settings.place(), refused));
            binder = binder.and(plugins.factories(), refused -> mistakes.add(settings.place(), refused));
        }
    }

    /// Whether it is known which types there are.
    public boolean isPrepared() {
        return isPrepared;
    }

    /// The types of connectors there are, with those of plugins once they are known.
    public ConnectorListing listing() {
        return ConnectorListing.of(binder);
    }

    @Override
    public void check(ConnectorDefinition definition, @Nullable Issuer issuer, Mistakes mistakes) {
        var ready = binder.bind(definition, mistakes);
        if (issuer == null || ready.isEmpty()) {
            return;
        }
        open(ready.get(), context(definition, issuer), mistakes);
        bound.add(ready.get());
    }

    /// What a connector is lent as long as nobody logs in.
    public ConnectorContext context(ConnectorDefinition definition, Issuer issuer) {
        return new ConnectorContext(
                definition.id(),
                URI.create(issuer.endpoint("/callback")),
                httpClient,
                clock,
                NO_STORAGE,
                compatibility == Compatibility.DEX);
    }

    @Override
    public boolean checksNoPasswords(String id) {
        return withoutPasswords.contains(id);
    }

    private void open(BoundConnector<?> ready, ConnectorContext context, Mistakes mistakes) {
        var definition = ready.definition();
        var place = definition.config().place();
        try (var connector = Deadline.within(TIME, "trial-" + definition.id(), () -> ready.open(context), () -> {})) {
            if (!(connector instanceof PasswordConnector)) {
                withoutPasswords.add(definition.id().value());
            }
            BoundConnector.defectOf(connector)
                    .ifPresent(defect -> mistakes.addFailedConnector(definition.typePlace(), defect));
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ConnectorException refused && refused.fault() == Fault.MISCONFIGURED) {
                mistakes.addFailedConnector(place, String.valueOf(refused.getMessage()));
            } else {
                mistakes.warn(place, "cannot be opened now: " + told(failed.getCause()));
            }
        } catch (TimeoutException late) {
            mistakes.warn(place, "cannot be opened now: it takes more than " + TIME.toSeconds() + " s");
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /// The message of an exception that no connector should throw may show what it must not.
    private static String told(@Nullable Throwable failed) {
        return switch (failed) {
            case null -> "for no reason";
            case ConnectorException fault -> String.valueOf(fault.getMessage());
            default -> "a defect of the connector, " + failed.getClass().getSimpleName();
        };
    }

    /// The connectors that can be opened, in the order of the file, once there are no mistakes.
    public BoundConnectors bound() {
        return new BoundConnectors(bound);
    }

    /// Lets go of the plugins, whose connectors cannot be used afterwards.
    @Override
    public void close() {
        plugins.close();
    }
}
