package io.lintel.authorization;

import io.lintel.connector.Capability;
import io.lintel.connector.ConnectorId;
import io.lintel.oauth2.GrantType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Connectors that come and go.
public final class FakeConnectors implements Connectors {

    /// Can do everything.
    public static final ConnectorEntry CORP = entry("corp", EnumSet.allOf(Capability.class));

    /// Cannot look its users up again, as SAML cannot.
    public static final ConnectorEntry SAML = entry("saml", Set.of());

    private final TreeMap<String, ConnectorEntry> entries = new TreeMap<>();

    public FakeConnectors(ConnectorEntry... connectors) {
        for (var connector : connectors) {
            put(connector);
        }
    }

    public static ConnectorEntry entry(String id, Set<Capability> capabilities) {
        return new ConnectorEntry(
                new ConnectorId(id), "fake", "Connector " + id, capabilities, EnumSet.allOf(GrantType.class));
    }

    /// The same connector, which from now on gives tokens by these grants alone.
    public static ConnectorEntry narrowed(ConnectorEntry entry, GrantType... grantTypes) {
        return new ConnectorEntry(entry.id(), entry.type(), entry.name(), entry.capabilities(), Set.of(grantTypes));
    }

    /// Adds a connector, or changes it.
    public void put(ConnectorEntry connector) {
        entries.put(connector.id().value(), connector);
    }

    public void remove(ConnectorId id) {
        entries.remove(id.value());
    }

    @Override
    public List<ConnectorEntry> all() {
        return List.copyOf(entries.values());
    }

    @Override
    public Optional<ConnectorEntry> find(ConnectorId id) {
        return Optional.ofNullable(entries.get(id.value()));
    }
}
