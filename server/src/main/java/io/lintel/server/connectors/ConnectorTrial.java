package io.lintel.server.connectors;

import io.lintel.connector.Connector;
import io.lintel.connector.ConnectorContext;
import io.lintel.oauth2.Issuer;
import io.lintel.server.settings.ConnectorCheck;
import io.lintel.server.settings.ConnectorDefinition;
import io.lintel.server.settings.Mistakes;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// Tries a connector without using it: binds its configuration, opens it and closes it. Opening makes no call
/// to the upstream.
public final class ConnectorTrial implements ConnectorCheck {

    private final ConnectorBinder binder;
    private final HttpClient httpClient;
    private final Clock clock;

    public ConnectorTrial(ConnectorBinder binder, HttpClient httpClient, Clock clock) {
        this.binder = binder;
        this.httpClient = httpClient;
        this.clock = clock;
    }

    @Override
    public void check(ConnectorDefinition definition, @Nullable Issuer issuer, Mistakes mistakes) {
        var bound = binder.bind(definition, mistakes);
        if (issuer != null && bound.isPresent()) {
            var callback = URI.create(issuer.endpoint("/callback"));
            bound.get()
                    .open(new ConnectorContext(definition.id(), callback, httpClient, clock), mistakes)
                    .ifPresent(Connector::close);
        }
    }
}
