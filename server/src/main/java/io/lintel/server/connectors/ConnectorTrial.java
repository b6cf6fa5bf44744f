package io.lintel.server.connectors;

import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.OneTimeUse;
import io.lintel.oauth2.Issuer;
import io.lintel.server.settings.Compatibility;
import io.lintel.server.settings.ConnectorCheck;
import io.lintel.server.settings.ConnectorDefinition;
import io.lintel.server.settings.Mistakes;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Opens the connectors of a file while it is read, and closes them again, so that what only a connector can find
/// wrong with its configuration is told together with all other mistakes. There is no storage yet.
public final class ConnectorTrial implements ConnectorCheck {

    private static final OneTimeUse NO_STORAGE = (value, until) -> {
        throw new IllegalStateException("a connector used something while its configuration was being checked");
    };

    private final ConnectorBinder binder;
    private final HttpClient httpClient;
    private final Clock clock;
    private final List<BoundConnector<?>> bound = new ArrayList<>();
    private Compatibility compatibility = Compatibility.DEFAULT;

    public ConnectorTrial(ConnectorBinder binder, HttpClient httpClient, Clock clock) {
        this.binder = binder;
        this.httpClient = httpClient;
        this.clock = clock;
    }

    @Override
    public void prepare(Compatibility wanted) {
        compatibility = wanted;
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

    private static void open(BoundConnector<?> ready, ConnectorContext context, Mistakes mistakes) {
        var definition = ready.definition();
        try (var connector = ready.open(context)) {
            BoundConnector.defectOf(connector).ifPresent(defect -> mistakes.add(definition.typePlace(), defect));
        } catch (ConnectorException refused) {
            if (refused.fault() != Fault.MISCONFIGURED) {
                throw refused;
            }
            mistakes.add(definition.config().place(), String.valueOf(refused.getMessage()));
        }
    }

    /// The connectors that can be opened, in the order of the file, once there are no mistakes.
    public BoundConnectors bound() {
        return new BoundConnectors(bound);
    }
}
