package io.lintel.connector.example;

import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorFactory;
import jakarta.inject.Singleton;
import java.util.List;

/// Makes connectors of the type `portal`.
@Singleton
public final class PortalConnectorFactory implements ConnectorFactory<PortalConfiguration> {
    @Override
    public String type() {
        return "portal";
    }

    @Override
    public Class<PortalConfiguration> configuration() {
        return PortalConfiguration.class;
    }

    @Override
    public PortalConnector create(PortalConfiguration configuration, ConnectorContext context) {
        var url = configuration.url();
        if (!List.of("http", "https").contains(url.getScheme()) || url.getHost() == null) {
            throw ConnectorException.misconfigured(
                    "connector " + context.id() + ": url is not an address such as https://portal.example.org");
        }
        if (configuration.key().isEmpty()) {
            throw ConnectorException.misconfigured("connector " + context.id() + ": key is empty");
        }
        return new PortalConnector(configuration, context);
    }
}
