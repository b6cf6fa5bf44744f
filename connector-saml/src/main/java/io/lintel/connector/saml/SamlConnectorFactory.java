package io.lintel.connector.saml;

import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorFactory;
import jakarta.inject.Singleton;

/// Makes connectors of the type `saml`.
@Singleton
public final class SamlConnectorFactory implements ConnectorFactory<SamlConfiguration> {

    @Override
    public String type() {
        return "saml";
    }

    @Override
    public Class<SamlConfiguration> configuration() {
        return SamlConfiguration.class;
    }

    @Override
    public SamlConnector create(SamlConfiguration configuration, ConnectorContext context) {
        var setup = SamlSetup.of(configuration, context.id(), context.callback());
        setup.warnings().forEach(warning -> SamlConnector.LOG.warn("connector {}: {}", context.id(), warning));
        return new SamlConnector(setup, IdentityProviders.of(setup, context), context);
    }
}
