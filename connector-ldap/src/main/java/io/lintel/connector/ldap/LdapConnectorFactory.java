package io.lintel.connector.ldap;

import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorFactory;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes connectors of the type `ldap`.
@Singleton
public final class LdapConnectorFactory implements ConnectorFactory<LdapConfiguration> {
    private static final Logger LOG = LoggerFactory.getLogger(LdapConnectorFactory.class);

    @Override
    public String type() {
        return "ldap";
    }

    @Override
    public Class<LdapConfiguration> configuration() {
        return LdapConfiguration.class;
    }

    @Override
    public LdapConnector create(LdapConfiguration configuration, ConnectorContext context) {
        Transport.findContradiction(configuration).ifPresent(contradiction -> {
            // dex passes over it.
            if (!context.dexCompatible()) {
                throw ConnectorException.misconfigured(contradiction);
            }
            LOG.warn("connector {}: {}", context.id(), contradiction);
        });
        var users = UserSearch.of(configuration.userSearch());
        var identities = IdentityMapping.of(configuration.userSearch());
        var groups = GroupSearch.of(configuration.groupSearch(), configuration.poolSize());
        var tickets = Tickets.of(configuration.kerberos(), context);
        return new LdapConnector(
                configuration, Directory.of(configuration), users, identities, groups, tickets, context);
    }
}
