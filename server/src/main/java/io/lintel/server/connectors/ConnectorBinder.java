package io.lintel.server.connectors;

import io.lintel.connector.ConnectorFactory;
import io.lintel.server.settings.ConnectorDefinition;
import io.lintel.server.settings.Mistakes;
import io.micronaut.validation.validator.Validator;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes the configuration record of a connector from what an operator wrote.
@Singleton
public final class ConnectorBinder {

    private final ConnectorFactories factories;
    private final Provider<Validator> validator;

    public ConnectorBinder(ConnectorFactories factories, Provider<Validator> validator) {
        this.factories = factories;
        this.validator = validator;
    }

    /// A binder that knows further types.
    ///
    /// @param refused takes what is wrong with them
    ConnectorBinder and(Collection<ConnectorFactory<?>> others, Consumer<String> refused) {
        for (var factory : others) {
            ConfigurationShape.of(factory.configuration(), validator)
                    .defects()
                    .forEach(defect -> refused.accept(
                            "the connector type \"" + factory.type() + "\" cannot be configured: " + defect));
        }
        return new ConnectorBinder(factories.and(others, refused), validator);
    }

    ConnectorFactories factories() {
        return factories;
    }

    Provider<Validator> validator() {
        return validator;
    }

    /// The connector, ready to be opened, unless there were mistakes.
    ///
    /// @param mistakes takes every mistake in the type and the configuration
    public Optional<BoundConnector<?>> bind(ConnectorDefinition definition, Mistakes mistakes) {
        var factory = factories.find(definition.type());
        if (factory.isEmpty()) {
            mistakes.addUnknownConnectorType(definition.typePlace(), definition.type(), factories.types());
            return Optional.empty();
        }
        return bind(definition, factory.get(), mistakes);
    }

    private <C> Optional<BoundConnector<?>> bind(
            ConnectorDefinition definition, ConnectorFactory<C> factory, Mistakes mistakes) {
        var introspections = Introspections.of(factory.configuration(), validator);
        var configuration =
                new RecordBinding(introspections, mistakes).bind(factory.configuration(), definition.config());
        return configuration == null
                ? Optional.empty()
                : Optional.of(new BoundConnector<>(definition, factory, configuration));
    }
}
