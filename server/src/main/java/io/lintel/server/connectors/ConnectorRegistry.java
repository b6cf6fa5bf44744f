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
import io.lintel.server.fence.Breaker;
import io.lintel.token.UpstreamIdentities;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The connectors of the file, open or not, and those the server brings itself.
public final class ConnectorRegistry implements Connectors, UpstreamIdentities, AutoCloseable {

    /// A connector that can be called, and what the protocol knows of it.
    public record Opened(ConnectorEntry entry, Connector connector) {}

    /// How a connector of the file fares.
    ///
    /// @param isAvailable whether it would be called now
    /// @param underWay calls that have not ended
    public record Condition(ConnectorId id, boolean isAvailable, Breaker.State breaker, int underWay) {}

    private final Map<ConnectorId, ConfiguredConnector> configured = new LinkedHashMap<>();
    private final Map<ConnectorId, Opened> own = new LinkedHashMap<>();

    /// @param own connectors without an upstream, which are always open
    public ConnectorRegistry(List<ConfiguredConnector> configured, List<Opened> own) {
        configured.forEach(connector -> this.configured.put(connector.id(), connector));
        own.forEach(connector -> this.own.put(connector.entry().id(), connector));
    }

    @Override
    public List<ConnectorEntry> all() {
        return Stream.concat(
                        configured.values().stream().map(ConfiguredConnector::entry),
                        own.values().stream().map(Opened::entry))
                .sorted(Comparator.comparing(entry -> entry.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    @Override
    public Optional<ConnectorEntry> find(ConnectorId id) {
        var connector = configured.get(id);
        return connector == null ? Optional.ofNullable(own.get(id)).map(Opened::entry) : Optional.of(connector.entry());
    }

    /// Empty if there is no such connector.
    ///
    /// @throws ConnectorException [ConnectorException.Fault#UNAVAILABLE] if there is, and it is not open
    public Optional<Opened> findOpened(ConnectorId id) {
        var connector = configured.get(id);
        return connector == null
                ? Optional.ofNullable(own.get(id))
                : Optional.of(new Opened(connector.entry(), connector.require()));
    }

    /// A role that answers by itself and is not called through the fence, if the connector is open and plays it.
    ///
    /// @throws ConnectorException [ConnectorException.Fault#UNAVAILABLE] if the connector is there and not open
    public <R> Optional<R> findRole(ConnectorId id, Class<R> role) {
        return Optional.ofNullable(configured.get(id))
                .map(ConfiguredConnector::requireUnfenced)
                .filter(role::isInstance)
                .map(role::cast);
    }

    /// Whether a connector would be called now. One that is not there is not available.
    public boolean isAvailable(ConnectorId id) {
        var connector = configured.get(id);
        return connector == null ? own.containsKey(id) : connector.isAvailable();
    }

    /// Of all connectors of the file, in its order.
    public List<Condition> conditions() {
        return configured.values().stream()
                .map(connector -> new Condition(
                        connector.id(),
                        connector.isAvailable(),
                        connector.fence().breakerState(),
                        connector.fence().underWay()))
                .toList();
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
        configured.values().forEach(ConfiguredConnector::close);
        own.values().forEach(each -> each.connector().close());
    }
}
