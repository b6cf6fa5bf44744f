package io.lintel.server.connectors;

import io.lintel.connector.ConnectorFactory;
import io.lintel.server.plugin.Origin;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The types of connectors there are: every factory on the class path, and those of plugins.
@Singleton
public final class ConnectorFactories {

    /// Second words of the schema for one type.
    private static final Map<String, String> ALIASES = Map.of("samlExperimental", "saml");

    private final Map<String, ConnectorFactory<?>> byType = new TreeMap<>();

    public ConnectorFactories(Collection<ConnectorFactory<?>> factories) {
        for (var factory : factories) {
            add(factory, duplicate -> {
                throw new IllegalStateException(duplicate);
            });
        }
    }

    /// These and others. Of two that serve one type, the first counts.
    ///
    /// @param refused takes what is wrong
    ConnectorFactories and(Collection<ConnectorFactory<?>> others, Consumer<String> refused) {
        var all = new ConnectorFactories(new ArrayList<>(byType.values()));
        others.forEach(factory -> all.add(factory, refused));
        return all;
    }

    private void add(ConnectorFactory<?> factory, Consumer<String> refused) {
        var other = byType.putIfAbsent(factory.type(), factory);
        if (other != null) {
            refused.accept("two connector factories serve the type \"" + factory.type() + "\": " + named(other)
                    + " and " + named(factory) + "; remove the jar of one of them");
        }
    }

    private static String named(ConnectorFactory<?> factory) {
        return factory.getClass().getName()
                + Origin.of(factory.getClass())
                        .map(origin -> " in " + origin.file())
                        .orElse("");
    }

    /// The factory of a type; types match exactly.
    public Optional<ConnectorFactory<?>> find(String type) {
        return Optional.ofNullable(byType.get(ALIASES.getOrDefault(type, type)));
    }

    /// In alphabetical order.
    public List<String> types() {
        return List.copyOf(byType.keySet());
    }

    /// In the order of their types.
    public List<ConnectorFactory<?>> all() {
        return List.copyOf(byType.values());
    }
}
