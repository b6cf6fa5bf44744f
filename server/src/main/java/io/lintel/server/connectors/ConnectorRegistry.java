package io.lintel.server.connectors;

import io.lintel.authorization.ConnectorEntry;
import io.lintel.authorization.Connectors;
import io.lintel.connector.Connector;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginResult;
import io.lintel.connector.RefreshingConnector;
import io.lintel.connector.Wanted;
import io.lintel.token.UpstreamIdentities;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The connectors that are open.
public final class ConnectorRegistry implements Connectors, UpstreamIdentities, AutoCloseable {

    /// A connector that can be called, and what the protocol knows of it.
    public record Opened(ConnectorEntry entry, Connector connector) {}

    private final Map<ConnectorId, Opened> opened;
    private final List<ConnectorEntry> entries;

    public ConnectorRegistry(List<Opened> connectors) {
        var byId = new LinkedHashMap<ConnectorId, Opened>();
        connectors.forEach(connector -> byId.put(connector.entry().id(), connector));
        this.opened = Map.copyOf(byId);
        this.entries = byId.values().stream()
                .map(Opened::entry)
                .sorted(Comparator.comparing(entry -> entry.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    @Override
    public List<ConnectorEntry> all() {
        return entries;
    }

    @Override
    public Optional<ConnectorEntry> find(ConnectorId id) {
        return findOpened(id).map(Opened::entry);
    }

    public Optional<Opened> findOpened(ConnectorId id) {
        return Optional.ofNullable(opened.get(id));
    }

    @Override
    public LoginResult refresh(ConnectorId id, Identity identity, Set<Wanted> wanted) {
        var connector = findOpened(id)
                .map(Opened::connector)
                .orElseThrow(() -> ConnectorException.misconfigured("connector \"" + id + "\" was removed"));
        if (connector instanceof RefreshingConnector refreshing) {
            return refreshing.refresh(identity, wanted);
        }
        throw ConnectorException.misconfigured("connector \"" + id + "\" cannot refresh");
    }

    @Override
    public void close() {
        opened.values().forEach(each -> each.connector().close());
    }
}
