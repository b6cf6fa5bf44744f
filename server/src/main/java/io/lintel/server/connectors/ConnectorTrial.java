package io.lintel.server.connectors;

import io.lintel.authorization.ConnectorEntry;
import io.lintel.connector.Connector;
import io.lintel.connector.ConnectorContext;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.Issuer;
import io.lintel.server.connectors.ConnectorRegistry.Opened;
import io.lintel.server.settings.ConnectorCheck;
import io.lintel.server.settings.ConnectorDefinition;
import io.lintel.server.settings.Mistakes;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Opens the connectors of a file while it is read, so that what only a connector can find wrong with its
/// configuration is told together with all other mistakes.
public final class ConnectorOpening implements ConnectorCheck, AutoCloseable {

    private final ConnectorBinder binder;
    private final HttpClient httpClient;
    private final Clock clock;
    private final List<Opened> opened = new ArrayList<>();

    public ConnectorOpening(ConnectorBinder binder, HttpClient httpClient, Clock clock) {
        this.binder = binder;
        this.httpClient = httpClient;
        this.clock = clock;
    }

    @Override
    public void check(ConnectorDefinition definition, @Nullable Issuer issuer, Mistakes mistakes) {
        var bound = binder.bind(definition, mistakes);
        if (issuer == null || bound.isEmpty()) {
            return;
        }
        var callback = URI.create(issuer.endpoint("/callback"));
        bound.get()
                .open(new ConnectorContext(definition.id(), callback, httpClient, clock), mistakes)
                .ifPresent(connector -> opened.add(opened(definition, connector)));
    }

    /// The connectors that were opened so far.
    public List<Opened> opened() {
        return List.copyOf(opened);
    }

    /// Closes what was opened, for a file that cannot be served.
    @Override
    public void close() {
        opened.forEach(each -> each.connector().close());
        opened.clear();
    }

    private static Opened opened(ConnectorDefinition definition, Connector connector) {
        return new Opened(
                new ConnectorEntry(
                        definition.id(),
                        definition.type(),
                        definition.name(),
                        connector.capabilities(),
                        grantTypes(definition)),
                connector);
    }

    /// None configured means all.
    private static Set<GrantType> grantTypes(ConnectorDefinition definition) {
        return definition.grantTypes().isEmpty() ? EnumSet.allOf(GrantType.class) : definition.grantTypes();
    }
}
