package io.lintel.server.connectors;

import io.lintel.connector.ConnectorFactory;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The types of connectors there are: every factory on the class path.
@Singleton
public final class ConnectorFactories {

    /// Second words of the schema for one type.
    private static final Map<String, String> ALIASES = Map.of("samlExperimental", "saml");

    private final Map<String, ConnectorFactory<?>> byType = new TreeMap<>();

    public ConnectorFactories(Collection<ConnectorFactory<?>> factories) {
        for (var factory : factories) {
            var other = byType.putIfAbsent(factory.type(), factory);
            if (other != null) {
                throw new IllegalStateException("Two connector factories serve the type " + factory.type() + ": "
                        + other.getClass().getName() + " and "
                        + factory.getClass().getName() + ". Remove the jar of one of them.");
            }
        }
    }

    /// The factory of a type; types match exactly.
    public Optional<ConnectorFactory<?>> find(String type) {
        return Optional.ofNullable(byType.get(ALIASES.getOrDefault(type, type)));
    }

    /// In alphabetical order.
    public List<String> types() {
        return List.copyOf(byType.keySet());
    }
}
